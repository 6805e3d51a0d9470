/** Numbered, never changed after release: a store of any age is brought up to date by the ones it has not seen. */
export const migrations: readonly { readonly id: number; readonly sql: string }[] = [
  {
    id: 1,
    sql: `
create table app_user (
  user_id varchar not null,
  email varchar not null,
  name varchar not null,
  password_hash varchar not null,
  roles varchar not null,
  scope varchar not null,
  is_active boolean not null,
  is_demo boolean not null,
  created_at timestamp not null,
);
create table user_preference (user_id varchar not null, name varchar not null, value varchar not null);
create table user_session (
  token_hash varchar not null,
  user_id varchar not null,
  created_at timestamp not null,
  seen_at timestamp not null,
  revoked_at timestamp,
);
create table setup_secret (secret_hash varchar not null, created_at timestamp not null, used_at timestamp);
create table audit (
  audit_id bigint not null,
  happened_at timestamp not null,
  user_id varchar,
  email varchar,
  action varchar not null,
  outcome varchar not null,
  address varchar,
  generation varchar,
  detail varchar not null,
  chain varchar not null,
);`,
  },
  {
    id: 2,
    sql: `
create table export_log (
  exported_at timestamp not null,
  user_id varchar not null,
  what varchar not null,
  target varchar not null,
  generation varchar not null,
  version varchar not null,
  counts varchar not null,
  checksum varchar not null,
  expected_effect varchar,
);`,
  },
];

import { createHash } from 'node:crypto';
import { isoText, type StoreContext } from './context.ts';

export interface AuditEntry {
  readonly userId?: string | undefined;
  readonly email?: string | undefined;
  readonly action: string;
  readonly outcome: 'ok' | 'denied' | 'failed';
  readonly address?: string | undefined;
  readonly generation?: string | undefined;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

export interface StoredAudit {
  readonly id: number;
  readonly at: string;
  readonly userId: string | null;
  readonly email: string | null;
  readonly action: string;
  readonly outcome: 'ok' | 'denied' | 'failed';
  readonly address: string | null;
  readonly generation: string | null;
  readonly detail: Record<string, string | number | boolean | null>;
}

/** [AUTH-9] Append-only: there is no way to change or remove an entry, and each is chained to the one before by hash. */
export interface Audit {
  append(entry: AuditEntry): Promise<void>;
  list(page: { offset: number; limit: number }): Promise<{ total: number; entries: StoredAudit[] }>;
  /** The id of the first entry that no longer fits the chain, if any was altered or taken out. */
  firstBroken(): Promise<number | null>;
}

const link = (previous: string, fields: readonly (string | number | null)[]): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, ...fields]))
    .digest('hex');

interface AuditRow extends Record<string, unknown> {
  audit_id: number;
  happened_at: string;
  user_id: string | null;
  email: string | null;
  action: string;
  outcome: StoredAudit['outcome'];
  address: string | null;
  generation: string | null;
  detail: string;
  chain: string;
}

const select = `select audit_id::int as audit_id, ${isoText('happened_at')} as happened_at, user_id, email, action, outcome, address,
  generation, detail, chain from audit`;

const fieldsOf = (row: AuditRow): (string | number | null)[] => [
  row.audit_id,
  row.happened_at,
  row.user_id,
  row.email,
  row.action,
  row.outcome,
  row.address,
  row.generation,
  row.detail,
];

export function audit({ database, now, write }: StoreContext): Audit {
  let last: { id: number; chain: string } | undefined;
  const insert = database.prepared(
    'insert into audit values ($1, $2::timestamp, $3, $4, $5, $6, $7, $8, $9, $10)',
  );
  const newest = async (): Promise<{ id: number; chain: string }> => {
    const [row] = await database.rows<AuditRow>(`${select} order by audit_id desc limit 1`);
    return row ? { id: row.audit_id, chain: row.chain } : { id: 0, chain: '' };
  };

  return {
    append: (entry) =>
      write(async () => {
        const previous = (last ??= await newest());
        const fields = [
          previous.id + 1,
          now().toISOString().slice(0, 19) + 'Z',
          entry.userId ?? null,
          entry.email ?? null,
          entry.action,
          entry.outcome,
          entry.address ?? null,
          entry.generation ?? null,
          JSON.stringify(entry.detail ?? {}),
        ];
        const chain = link(previous.chain, fields);
        await insert.run([...fields, chain]);
        last = { id: previous.id + 1, chain };
      }),
    async list({ offset, limit }) {
      const [count] = await database.rows<{ n: number }>('select count(*)::int as n from audit');
      const rows = await database.rows<AuditRow>(`${select} order by audit_id desc limit $1 offset $2`, [
        limit,
        offset,
      ]);
      return {
        total: count?.n ?? 0,
        entries: rows.map((row) => ({
          id: row.audit_id,
          at: row.happened_at,
          userId: row.user_id,
          email: row.email,
          action: row.action,
          outcome: row.outcome,
          address: row.address,
          generation: row.generation,
          detail: JSON.parse(row.detail) as StoredAudit['detail'],
        })),
      };
    },
    async firstBroken() {
      const rows = await database.rows<AuditRow>(`${select} order by audit_id`);
      let previous = '';
      for (const [index, row] of rows.entries()) {
        if (row.audit_id !== index + 1 || row.chain !== link(previous, fieldsOf(row))) return row.audit_id;
        previous = row.chain;
      }
      return null;
    },
  };
}

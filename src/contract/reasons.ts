/**
 * Why a file, a source or a system was refused: code → what its text names. These can reach a page; their texts are
 * `reason.<code>` in src/messages.
 */
export const pageReasons = {
  file_empty: [],
  file_not_found: [],
  not_a_file: [],
  not_json: ['said'],
  no_named_record: [],
  no_array: [],
  no_array_at: ['path'],
  no_framed_line: [],
  no_header_line: ['line'],
  not_separated: ['delimiter'],
  not_xlsx: [],
  no_sheet: ['sheet', 'known'],
  not_parquet: [],
  unknown_encoding: ['encoding'],
  missing_columns: ['columns'],
  misnamed: ['other', 'object'],
  connection_lost: [],
  no_answer: ['said'],
  no_database: ['database'],
  nobody_answers: [],
  not_allowed: ['method'],
  not_tryton: ['status'],
  password_missing: ['variable'],
  server_fault: ['method', 'said'],
  session_ended: [],
  timed_out: [],
  too_many_requests: [],
  unknown_host: [],
  wrong_password: [],
  http_status: ['status'],
  two_date_dimensions: [],
  filter_on_date: ['dimension'],
  named_twice: ['name'],
  unknown_order: ['by'],
  one_record_twice: [],
  other_entity: ['entity'],
  empty_fix: [],
  no_target: ['target', 'known'],
  torn_pointer: [],
  torn_export: ['pointer'],
  no_live_address: ['source'],
  not_read_live: ['source', 'system'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Those that only the command line can give: `cli.reason.<code>`. No page fetches their texts. */
export const cliReasons = {
  change_twice: ['id'],
  check_of_what: ['file'],
  engine_said: ['said'],
  generation_lost: ['generation'],
  generation_not_opened: ['generation', 'said'],
  increment_needs_key: ['relation'],
  key_empty: ['key'],
  key_twice: ['key', 'id'],
  mode_needs_files: ['mode'],
  mostly_no_records: ['n', 'line'],
  name_fits_no_object: [],
  no_object: ['object', 'known'],
  no_records: [],
  not_a_table: [],
  not_yaml: ['said'],
  no_workspace_file: [],
  not_a_pointer: [],
  nothing_to_compare: ['relations'],
  output_is_input: ['file'],
  output_is_no_file: ['file'],
  output_not_written: ['file'],
  source_twice: ['source'],
  source_unknown: ['source'],
  unknown_block_field: ['name'],
  unknown_block_part: ['kind', 'part', 'known'],
  unknown_column: ['relation', 'column', 'known'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type Reasons = typeof pageReasons & typeof cliReasons;
export type ReasonCode = keyof Reasons;
export type PageReasonCode = keyof typeof pageReasons;

/** A reason with exactly what its text names. */
export type Reason<C extends ReasonCode = ReasonCode> = {
  [Code in C]: { readonly reason: Code } & Readonly<Record<Reasons[Code][number], string | number>>;
}[C];

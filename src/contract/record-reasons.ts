/** Why a record of a write-back is refused or failed (BACK-1); the texts are `export.reason.<code>` in src/messages. */
export const recordReasons = [
  'bad_id',
  'changed_meanwhile',
  'foreign_note',
  'not_reached',
  'read_back_differs',
  'record_archived',
  'record_missing',
  'refused_by_target',
  'several_notes',
  'torn_block',
  'unknown_would_mix',
] as const;

export type RecordReason = (typeof recordReasons)[number];

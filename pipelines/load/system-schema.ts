import { z } from 'zod';
import { freshnessSchema } from '../freshness.ts';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'name');
const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((one) => [one]), z.array(item).min(1)]) as unknown as z.ZodType<z.output<T>[]>;
const bound = z.union([z.number(), z.string()]).transform(String);

/** How the values of a file are written. Given for a system, an object or a column; the nearest wins. */
export const valueFormatSchema = z.strictObject({
  /** `.` or `,`; without it the reading is proven from the values of each column, or refused as ambiguous. */
  decimal: z.enum(['.', ',']).optional(),
  thousands: z.enum(['', ',', '.', ' ', "'", '_']).optional(),
  /** `10.124,97-` means a negative number. */
  trailing_minus: z.boolean().optional(),
  /** Marks that may stand around a number and mean nothing here: `$`, `¥`, `EUR`, `%`. */
  strip: z.array(z.string().min(1)).optional(),
  dates: oneOrMore(z.string()).optional(),
  timestamps: oneOrMore(z.string()).optional(),
  null_tokens: z.array(text).optional(),
  true_tokens: z.array(text).optional(),
  false_tokens: z.array(text).optional(),
});

export const formatSchema = valueFormatSchema.extend({
  type: z.enum(['csv', 'tsv', 'sap_list', 'xlsx', 'json', 'ndjson', 'parquet']).optional(),
  encoding: z
    .enum([
      'utf-8',
      'utf-16',
      'utf-16le',
      'utf-16be',
      'cp1252',
      'windows-1252',
      'latin-1',
      'iso-8859-1',
      'gb18030',
      'gbk',
      'shift_jis',
      'big5',
    ])
    .optional(),
  delimiter: z.string().length(1).optional(),
  /** Empty: the file has no quoting. */
  quote: z.string().max(1).optional(),
  /** The physical line of the header, counted from 1. */
  header_row: z.number().int().min(1).optional(),
  /** XLSX: name of the sheet; without it the first. */
  sheet: z.string().optional(),
  /** JSON: dotted path to the array of records, e.g. `result.records`. */
  records: z.string().optional(),
});

export const columnSchema = valueFormatSchema.extend({
  /** Spelling in the file when it differs from the lake column; several spellings are tried in order. */
  header: oneOrMore(z.string().min(1)).optional(),
  type: z
    .string()
    .regex(
      /^(id|text|integer|date|timestamp|boolean|json|decimal(\(\s*\d+\s*,\s*\d+\s*\))?)$/,
      'column_type',
    ),
  required: z.boolean().default(false),
  formats: oneOrMore(z.string()).optional(),
  values: z.array(text).optional(),
  map_values: z.record(z.string(), text).optional(),
  sentinels: z.array(text).optional(),
  min: bound.optional(),
  max: bound.optional(),
  not_before: bound.optional(),
  /** A date, or `as_of`: the workspace's day. Later values are `future_date`. */
  not_after: bound.optional(),
  max_length: z.number().int().positive().optional(),
  /** The value must be an ISO 4217 code. */
  currency: z.boolean().optional(),
  /** Salesforce: 15-character ids get their three check characters. */
  extend_to_18: z.boolean().optional(),
  personal: z.boolean().optional(),
  /** [POLICY-4] What something costs the company: hidden, with the text of the line it is in, from whoever sees no costs. */
  cost: z.boolean().optional(),
  label: z.record(z.string(), z.string()).optional(),
});

export const objectSchema = z.strictObject({
  files: oneOrMore(z.string().min(1)),
  /** Lake columns that identify a record, or `row_hash` for rows without an identity of their own. */
  key: z.union([z.literal('row_hash').transform(() => ['row_hash']), oneOrMore(name)]),
  cursor: oneOrMore(name).optional(),
  overlap: z.string().optional(),
  extract: z.enum(['increment', 'full']).default('increment'),
  /** A regular expression whose first group, in the file's name, is the day of the extract (YYYY-MM-DD or YYYYMMDD). */
  extract_date: z.string().optional(),
  deleted: z.strictObject({ column: z.string(), equals: text }).optional(),
  fill_down: z.array(name).default([]),
  format: formatSchema.optional(),
  columns: z.record(name, columnSchema),
  references: z
    .array(
      z.strictObject({
        column: name,
        object: name,
        on_orphan: z.enum(['keep', 'quarantine']).default('keep'),
        /** What to do with the rows of a file that lacks the column, where earlier files had it. */
        on_lost: z.enum(['keep', 'quarantine']).default('quarantine'),
      }),
    )
    .default([]),
  label: z.record(z.string(), z.string()).optional(),
  /** Headers that are known and not wanted: no drift is reported for them. */
  ignore_columns: z.array(z.string()).default([]),
  freshness: freshnessSchema.optional(),
});

export const systemSchema = z.strictObject({
  system: name,
  label: z.record(z.string(), z.string()).optional(),
  role: z.enum(['crm', 'erp', 'other']).default('other'),
  format: formatSchema.default({}),
  freshness: freshnessSchema.optional(),
  objects: z.record(name, objectSchema),
});

export type ValueFormat = z.infer<typeof valueFormatSchema>;
export type Format = z.infer<typeof formatSchema>;
export type ColumnSpec = z.infer<typeof columnSchema>;
export type ObjectSpec = z.infer<typeof objectSchema>;
export type SystemSpec = z.infer<typeof systemSchema>;

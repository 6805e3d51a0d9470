import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TandemError } from '../../src/contract/errors.ts';
import { literal } from '../../src/warehouse/quote.ts';
import type { OpenFile, OpenFileOptions } from './opened-file.ts';
import type { Damage } from './scan-lines.ts';
import type { Format } from './system-schema.ts';
import { standIn } from './write-clean.ts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/**
 * Opens JSON (an array of records, at `records` if given) or NDJSON. Nested values are reached by dotted headers
 * (`address.city`). The line is the physical line for NDJSON, the ordinal of the record for an array.
 */
export async function openJson(
  file: string,
  format: Format,
  { warehouse, scratch }: OpenFileOptions,
): Promise<OpenFile> {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  const damages: Damage[] = [];
  const lines =
    format.type === 'ndjson' ? recordLines(text, damages) : arrayLines(file, text, format.records);
  const copy = join(scratch, 'records.ndjson');
  writeFileSync(copy, lines.map((line) => line ?? JSON.stringify(standIn)).join('\n'));
  const records = `read_ndjson_objects(${literal(copy)}, maximum_object_size = 67108864)`;
  const found = await warehouse.rows<{ name: string }>(
    `select name from (select unnest(json_keys(json)) as name, row_number() over () as place from ${records} where json_type(json) = 'OBJECT') group by name order by min(place)`,
  );
  const nested = await nestedNames(
    records,
    found.map((row) => row.name),
    warehouse,
  );
  const header = [...found.map((row) => row.name), ...nested];
  const cells = header.map((name, at) => {
    const path = nested.includes(name)
      ? name
          .split('.')
          .map((part) => `."${part}"`)
          .join('')
      : `."${name}"`;
    const value = `json_extract_string(json, ${literal(`$${path}`)})`;
    return at === 0
      ? `case when json_type(json) = 'VARCHAR' then ${literal(standIn)} else ${value} end as c0`
      : `${value} as c${at}`;
  });
  if (cells.length === 0) throw new TandemError('file_unreadable', { file, reason: 'no_named_record' });
  const raw = (line: number) => lines[line - 1] ?? '';
  return {
    relation: `(select ${cells.join(', ')} from ${records})`,
    header,
    firstLine: 1,
    hasStandIns: true,
    padded: true,
    lineMark: undefined,
    typed: true,
    damages,
    bytes: statSync(file).size,
    rawAt: (wanted) => wanted.map(raw),
  };
}

/** NDJSON line by line; what is no object is named, the lines beside it are not touched. */
function recordLines(text: string, damages: Damage[]): (string | undefined)[] {
  return text.split('\n').map((line, at) => {
    const record = line.trim();
    if (record === '') return undefined;
    try {
      const value = JSON.parse(record) as Json;
      if (value !== null && typeof value === 'object' && !Array.isArray(value)) return record;
    } catch {
      // named below
    }
    damages.push({ line: at + 1, rule: 'bad_json', value: '', raw: record });
    return undefined;
  });
}

function arrayLines(file: string, text: string, path: string | undefined): string[] {
  let value: Json | undefined;
  try {
    value = JSON.parse(text) as Json;
  } catch (error) {
    const said = error instanceof Error ? error.message.replaceAll(/\s+/g, ' ') : '';
    throw new TandemError('file_unreadable', { file, reason: 'not_json', said }, { cause: error });
  }
  for (const part of path?.split('.') ?? [])
    value = value !== null && typeof value === 'object' && !Array.isArray(value) ? value[part] : undefined;
  if (!Array.isArray(value)) {
    throw new TandemError(
      'file_unreadable',
      path === undefined ? { file, reason: 'no_array' } : { file, reason: 'no_array_at', path },
    );
  }
  return value.map((record) => JSON.stringify(record));
}

async function nestedNames(
  records: string,
  names: readonly string[],
  warehouse: OpenFileOptions['warehouse'],
): Promise<string[]> {
  const nested: string[] = [];
  for (const name of names) {
    const path = literal(`$."${name}"`);
    const rows = await warehouse.rows<{ name: string }>(
      `select distinct unnest(json_keys(json, ${path})) as name from ${records} where json_type(json, ${path}) = 'OBJECT' order by 1`,
    );
    nested.push(...rows.map((row) => `${name}.${row.name}`));
  }
  return nested;
}

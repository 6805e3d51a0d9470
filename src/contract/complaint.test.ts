import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { nearestName } from '../stats/nearest-name.ts';
import { complaintsOf } from './complaint.ts';

const column = z.strictObject({
  type: z.string().regex(/^(id|text)$/, 'column_type'),
  required: z.boolean().default(false),
  values: z.array(z.union([z.string(), z.number(), z.boolean()])).optional(),
});
const name = z.string().regex(/^[a-z]+$/, 'name');
const schema = z.strictObject({
  role: z.enum(['crm', 'erp']).default('crm'),
  key: z.union([z.literal('row_hash'), z.union([name, z.array(name).min(1)])]).optional(),
  code: z.string().length(3).optional(),
  pages: z.number().int().min(1).max(50).optional(),
  on: z.iso.date().optional(),
  columns: z.record(name, column),
  what: z
    .discriminatedUnion('kind', [z.object({ kind: z.literal('one') }), z.object({ kind: z.literal('two') })])
    .optional(),
});
const told = (value: unknown, root: readonly string[] = []) => {
  const { error } = schema.safeParse(value);
  if (!error) throw new Error('nothing is wrong');
  const found = complaintsOf(error, { schema, value, nearest: nearestName, root });
  return found.length === 1 ? found[0]?.reason : found.map(({ reason }) => reason);
};
const columns = { a: { type: 'id' } };

describe('[LOAD-56] what a schema has against a value', () => {
  it.each([
    [null, { reason: 'value_root', found: 'nothing' }],
    [{}, { reason: 'value_missing', path: 'columns', wanted: 'object' }],
    [{ columns: [] }, { reason: 'value_type', path: 'columns', wanted: 'object', found: 'array' }],
    [
      { columns, role: 'cmr' },
      { reason: 'value_choice', path: 'role', found: 'cmr', known: 'crm, erp' },
    ],
    [
      { columns: { a: { type: 'id', required: 'yes' } } },
      { reason: 'value_type', path: 'columns.a.required', wanted: 'boolean', found: 'string' },
    ],
    [
      { columns: { a: { type: 'ix' } } },
      { reason: 'value_form', path: 'columns.a.type', found: 'ix', form: 'column_type' },
    ],
    [
      { columns: { A: { type: 'id' } } },
      { reason: 'value_form', path: 'columns.A', found: 'A', form: 'name' },
    ],
    [
      { columns: { a: { type: 'id', values: ['x', {}] } } },
      { reason: 'value_type', path: 'columns.a.values[1]', wanted: 'scalar', found: 'object' },
    ],
    [
      { columns, key: ['a', 'B'] },
      { reason: 'value_form', path: 'key[1]', found: 'B', form: 'name' },
    ],
    [
      { columns, key: 7 },
      { reason: 'value_type', path: 'key', wanted: 'text_or_list', found: 'number' },
    ],
    [
      { columns, code: 'RM' },
      { reason: 'value_small', path: 'code', limit: 3, kind: 'exact_string' },
    ],
    [
      { columns, pages: 51 },
      { reason: 'value_large', path: 'pages', limit: 50, kind: 'number' },
    ],
    [
      { columns, pages: 1.5 },
      { reason: 'value_type', path: 'pages', wanted: 'int', found: 'number' },
    ],
    [
      { columns, on: '2026-13-45' },
      { reason: 'value_form', path: 'on', found: '2026-13-45', form: 'date' },
    ],
    [
      { columns, what: { kind: 'three' } },
      { reason: 'value_choice', path: 'what.kind', found: 'three', known: 'one, two' },
    ],
  ])('%j', (value, reason) => expect(told(value)).toEqual(reason));

  it('a key that is not known is told with the one meant, else with those that are', () => {
    expect(told({ columns, rol: 'crm' })).toEqual({ reason: 'value_misspelt', path: 'rol', meant: 'role' });
    expect(told({ columns: { a: { type: 'id', colour: 1 } } })).toEqual({
      reason: 'value_unknown',
      path: 'columns.a.colour',
      known: 'type, required, values',
    });
  });

  it('a key that is missing for being misspelt is one mistake; everything else is told, unknown keys first', () => {
    expect(told({ columns: { a: { typ: 'id' } } })).toEqual({
      reason: 'value_misspelt',
      path: 'columns.a.typ',
      meant: 'type',
    });
    expect(told({ columns, code: 'RM', pages: 0 })).toMatchObject([{ path: 'code' }, { path: 'pages' }]);
    expect(told({ columns: { a: { colour: 1, wide: 2, required: 'yes' } } })).toMatchObject([
      { path: 'columns.a.colour' },
      { path: 'columns.a.wide' },
      { reason: 'value_missing', path: 'columns.a.type' },
      { path: 'columns.a.required' },
    ]);
  });

  it('says what the value is part of', () => {
    expect(told({ columns, pages: 0 }, ['body'])).toMatchObject({ path: 'body.pages' });
    expect(told(null, ['body'])).toMatchObject({ reason: 'value_type', path: 'body', found: 'nothing' });
  });
});

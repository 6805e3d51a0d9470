import { TandemError } from '../../../../src/contract/errors.ts';
import type { LinkPlan, PlannedField } from '../link-plan.ts';

/** One atom of a rule: a field's value or a part of it. */
export interface BlockAtom {
  readonly field: PlannedField;
  /** `value`, `token` or a part the kind knows. */
  readonly part: string;
}

/** Parts that are several words, of each of which a record has a key: columns of lists. */
const severalWords: Readonly<Record<string, string>> = { token: 't', rare: 'p', rare_two: 'd' };
/** The list of words a part is of; undefined where it is one. */
export const wordsOf = (part: string): string | undefined => severalWords[part];

/** Records that agree on every atom of a rule are compared. A rule without atoms compares all. */
export interface BlockRule {
  readonly name: string;
  readonly atoms: readonly BlockAtom[];
}

const inRecord = (sql: string, at: number, alias: string): string =>
  sql.replaceAll(/(?<![.\w'])([vatx])(?!\w|\()/g, `${alias}.$1${String(at)}`);

const atomName = ({ field, part }: BlockAtom): string =>
  part === 'value' ? field.field.name : `${field.field.name}:${part}`;

export const blockRule = (atoms: readonly BlockAtom[]): BlockRule => ({
  name: atoms.length === 0 ? 'all' : atoms.map(atomName).join(' + '),
  atoms,
});

/** Rules as settings write them. Throws `bad_request` for an unknown field or part. */
export function readBlocks(plan: LinkPlan, blocks: readonly (readonly string[])[]): BlockRule[] {
  return blocks.map((atoms) =>
    blockRule(
      atoms.map((text) => {
        const whole = plan.fields.find(({ field }) => field.name === text);
        if (whole !== undefined) return { field: whole, part: 'value' };
        const [name = '', part = 'value'] = text.split(':');
        const field = plan.fields.find((one) => one.field.name === name);
        if (field === undefined)
          throw new TandemError('bad_request', { reason: 'unknown_block_field', name });
        if (part !== 'value' && !(part in field.sql.atoms))
          throw new TandemError('bad_request', {
            reason: 'unknown_block_part',
            kind: field.field.kind,
            part,
            known: ['value', ...Object.keys(field.sql.atoms)].join(', '),
          });
        return { field, part };
      }),
    ),
  );
}

const atomsSql = (rule: BlockRule, alias: string): string[] =>
  rule.atoms.map(({ field, part }) =>
    part === 'value'
      ? `${alias}.v${String(field.at)}`
      : wordsOf(part) !== undefined
        ? `${alias}.token`
        : inRecord(field.sql.atoms[part]?.sql ?? 'v', field.at, alias),
  );

const whenSaid = (parts: readonly string[], then: string): string =>
  `case when ${parts.map((part) => `${part} is not null`).join(' and ')} then ${then} end`;

/** The key of a rule for a record under an alias: a 64-bit hash of its atoms, NULL when one is missing. */
export function keySql(rule: BlockRule, alias: string): string {
  if (rule.atoms.length === 0) return '0::ubigint';
  const parts = atomsSql(rule, alias);
  return whenSaid(parts, `hash(${parts.join(', ')})`);
}

/** The same key as a person reads it. */
export function keyTextSql(rule: BlockRule, alias: string): string {
  const parts = atomsSql(rule, alias);
  return whenSaid(parts, `concat_ws(' + ', ${parts.join(', ')})`);
}

/** Records `l` of a rule: once for each word where it asks for one. */
export function keyedRecords(rule: BlockRule, records: string): string {
  const several = rule.atoms.find(({ part }) => wordsOf(part) !== undefined);
  return several === undefined
    ? `${records} l`
    : `(select *, unnest(${String(wordsOf(several.part))}${String(several.field.at)}) as token from ${records}) l`;
}

/** Record numbers with their keys: `key`, `no`, `rel`; several keys a record where a rule asks for a word. */
export const keysSql = (rule: BlockRule, records: string): string =>
  `select key, no, rel from (select ${keySql(rule, 'l')} as key, l.no, l.rel from ${keyedRecords(rule, records)}) where key is not null`;

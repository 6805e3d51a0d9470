import { TandemError } from '../../../../src/contract/errors.ts';
import { columnRole, type ColumnFacts } from '../../../../src/stats/linkage/columns/column-kind.ts';
import { subjectsOf, type Subject } from '../../../../src/stats/linkage/columns/column-names.ts';
import { generations, generationsAtEnd, titles } from '../../../../src/stats/linkage/columns/person-name.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { monthNames } from '../kinds/kind-sql.ts';
import { columnSql } from '../read/cell-sql.ts';
import { sharedFields, type ProfiledColumn } from '../compare/pair-columns.ts';
import { nameWholes } from '../read/name-places.ts';
import { withGoods } from './profile-goods.ts';
import { datedRelation, type DatedRelation } from './profile-dates.ts';
import { keysOf } from './profile-keys.ts';
import { withAddress } from './profile-address.ts';
import { placedRelations } from './profile-places.ts';
import { withNames } from './profile-names.ts';
import { withPersons } from './profile-persons.ts';
import { sampleShare } from '../block/sample-share.ts';
import type { LinkRelation } from '../link-plan.ts';
import type { LinkField, LinkMode, LinkSettingsInput } from '../link-settings.ts';

/** A legal form behind a name, without full stops: a word of its own, so that Rossi Marco and Weber Lisa have none. */
const legal = `(^|[^\\p{L}])(ltd|limited|llc|inc|corp|gmbh|ag|kg|bv|nv|sa|sas|sarl|srl|spa|oy|ab|plc|co|pty|kk)$|(有限公司|公司|集团|株式会社)$`;
const isLegal = (cell: string): string => `regexp_matches(replace(lower(${cell}), '.', ''), '${legal}')`;

/** What answers a question that has two answers. */
const answers = 'yes|no|y|n|true|false|ja|nein|oui|non|si|sí|sim|não|nee|是|否';

/** A title before a name, a generation behind it. */
const withTitle = `(^|,)\\s*(${titles})[.\\s]+\\S|\\S[\\s,]+(${generations})\\.?(\\s|,|$)|\\S[\\s,]+(${generationsAtEnd})$`;

/** What stands beside an amount. */
const currency = '[$€£¥₹₩]|(?:USD|EUR|GBP|CNY|RMB|JPY|CHF)';

const count = (condition: string, cell: string): string =>
  `coalesce(count(*) filter (${condition})::double / nullif(count(${cell}), 0), 0)`;

async function columnNames(warehouse: Warehouse, { source }: LinkRelation): Promise<string[]> {
  const columns = await warehouse.rows<{ column_name: string }>(`describe select * from ${source}`);
  return columns.map((column) => column.column_name);
}

async function profileRelation(
  warehouse: Warehouse,
  relation: LinkRelation,
  subject: Subject,
  alone: boolean,
): Promise<ProfiledColumn[]> {
  const { source } = relation;
  const names = await columnNames(warehouse, relation);
  const share = await sampleShare(warehouse, source);
  const cells = names.map((name, at) => `${columnSql(name)} as c${String(at)}`);
  const all = names.map((_, at) => `c${String(at)}`).join(', ');
  const parts = names.map((_, at) => {
    const cell = `c${String(at)}`;
    return `select ${String(at)}::integer as place, count(*)::double as rows, count(${cell})::double as filled, count(distinct ${cell})::double as distinct,
      coalesce(avg(len(string_split(${cell}, ' '))), 0)::double as words,
      ${count(`${cell} like '%_@_%._%'`, cell)} as emails,
      ${count(`regexp_matches(${cell}, '^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}') or regexp_full_match(${cell}, '(18|19|20)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9]') or regexp_full_match(lower(${cell}), '([0-9]{1,2}[ -])?(${monthNames})[a-z]*[-,. ]+[0-9].*')`, cell)} as dates,
      ${count(`try_cast(regexp_replace(${cell}, '${currency}|[,\\s]', '', 'g') as double) is not null`, cell)} as numbers,
      ${count(`regexp_full_match(${cell}, '[0-9]+')`, cell)} as digits,
      ${count(isLegal(cell), cell)} as "legalForms",
      ${count(`regexp_full_match(lower(trim(${cell})), '${answers}')`, cell)} as answers,
      ${count(`regexp_matches(${cell}, '[0-9]') and regexp_matches(${cell}, '[A-Za-z]')`, cell)} as mixed,
      ${count(`regexp_matches(upper(${cell}), '\\b([A-Z]+-?[A-Z]*[0-9][A-Z0-9-]{2,}|[0-9]{5,})\\b')`, cell)} as codes,
      ${count(`regexp_matches(lower(${cell}), '${withTitle}')`, cell)} as titled,
      ${count(`regexp_matches(${cell}, '\\p{Han}')`, cell)} as han,
      ${count(`regexp_matches(${cell}, '[\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Hangul}\\p{Cyrillic}\\p{Greek}]')`, cell)} as readable,
      ${count(`regexp_matches(${cell}, '^(0?[1-9]|1[0-2])[-/](1[3-9]|2[0-9]|3[01])[-/][0-9]{2}')`, cell)} as "monthFirst",
      ${count(`regexp_matches(${cell}, '^(1[3-9]|2[0-9]|3[01])[-/](0?[1-9]|1[0-2])[-/][0-9]{2}')`, cell)} as "dayFirst" from sample`;
  });
  const rows = await warehouse.rows<Omit<ColumnFacts, 'name'> & { place: number }>(
    `with cells as (select ${cells.join(', ')} from ${source}), sample as materialized (select * from cells where hash(${all}) % ${String(share)} = 0) ${parts.join(' union all ')} order by place`,
  );
  return rows.map((row, at) => {
    const facts = { ...row, name: names[at] ?? '' };
    return { facts, role: columnRole(facts, subject, alone && share === 1), subject };
  });
}

/** More fields than these are not compared. */
const mostFields = 20;
/** Kinds that say who a record is, before kinds that many records share. */
const telling: readonly LinkField['kind'][][] = [
  ['identifier', 'tax_id', 'email', 'phone'],
  ['given_name', 'surname', 'full_name', 'company_name', 'date'],
  ['address', 'postal_address', 'postcode', 'domain', 'text'],
  ['house_number', 'city'],
];

/** The most telling fields, in their order. */
function mostTelling(fields: readonly LinkField[]): LinkField[] {
  const rank = ({ kind }: LinkField): number => {
    const place = telling.findIndex((kinds) => kinds.includes(kind));
    return place < 0 ? telling.length : place;
  };
  const kept = new Set([...fields].sort((a, b) => rank(a) - rank(b)).slice(0, mostFields));
  return fields.filter((field) => kept.has(field));
}

/** Settings for relations nothing is known of, from the names and values of their columns. Throws `bad_request` when no column can be compared. */
export async function profileRelations(
  warehouse: Warehouse,
  given: readonly LinkRelation[],
  mode: LinkMode,
): Promise<LinkSettingsInput> {
  const dated = new Map<string, DatedRelation>();
  for (const relation of given) dated.set(relation.name, await datedRelation(warehouse, relation));
  const whole = [...dated.values()].map(({ relation }) => relation);
  const names: string[][] = [];
  for (const relation of whole) names.push(await columnNames(warehouse, relation));
  const subjects = new Map(subjectsOf(names).map((subject, at) => [whole[at]?.name, subject]));
  const profiled = async (relation: LinkRelation): Promise<ProfiledColumn[]> => {
    const subject = subjects.get(relation.name) ?? 'anything';
    const columns = await profileRelation(warehouse, relation, subject, given.length === 1);
    return dated.get(relation.name)?.profiled(columns) ?? columns;
  };
  const placed = await withPersons(warehouse, await placedRelations(warehouse, whole, profiled));
  const relations = placed.map(({ relation }) => relation);
  const profiles = placed.map(({ profile }) => profile);
  const shared = await sharedFields(warehouse, relations, profiles);
  const inParts = await withNames(warehouse, relations, profiles, shared);
  const telling = mostTelling(await withAddress(warehouse, relations, profiles, inParts));
  const key = await keysOf(warehouse, relations, profiles);
  // No two rows of a table by itself have its key.
  const named = ({ column, name }: LinkField): boolean =>
    relations.length > 1 || key[relations[0]?.name ?? ''] !== (column ?? name);
  const compared = nameWholes(placed, telling).filter(named);
  const fields = [...(await withGoods(warehouse, relations, profiles, compared))];
  if (fields.length === 0)
    throw new TandemError('bad_request', {
      reason: 'nothing_to_compare',
      relations: relations.map(({ name }) => name).join(', '),
    });
  return { mode, ...(Object.keys(key).length === 0 ? {} : { key }), fields };
}

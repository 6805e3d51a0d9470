import { foldText } from '../../../../src/stats/linkage/company-name/fold-text.ts';
import type { FieldKind } from '../../../../src/stats/linkage/field-kind.ts';
import {
  laterNumbers,
  numberedNames,
  personName,
} from '../../../../src/stats/linkage/columns/person-name.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';
import { normaliseCompanyName } from '../../normalise/company-name.ts';
import { givenNameOf } from '../../normalise/given-names.ts';
import { hanPersonName, type PersonNameOf } from '../../normalise/han-person-name.ts';
import { nameLexicon } from '../../normalise/name-lexicon.ts';
import { productCodes } from '../../normalise/product-codes.ts';
import { addressApart, cityApart, hanAddresses, type HanAddresses } from './address-apart.ts';
import { part, type Apart, type Part } from './apart.ts';
import { fillCodes } from './fill-codes.ts';
import { fillAddress } from './fill-address.ts';
import { fillNames } from './fill-names.ts';
import { fillPlaces } from './fill-places.ts';
import { withDates } from './join-dates.ts';
import { withMakers } from './join-makers.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkField, type LinkSettings } from '../link-settings.ts';
import { writeParts } from '../write/write-parts.ts';

/**
 * What names a company (in Latin letters and as written), words of trade, a person's given name, numbers of a series, branch and
 * legal form ([LINK-10], [LINK-11]); where nothing else is compared ([LINK-54]) the places in it, which else the address says.
 */
function companyName(alone: boolean): Apart {
  const lexicon = nameLexicon();
  return {
    parts: [
      part('', 'company_name'),
      { ...part('trade', 'word_list'), names: true },
      { ...part('given', 'given_name'), names: true, only_apart: true },
      part('number', 'number_list'),
      ...(alone ? [{ ...part('place', 'word_list'), names: true }] : []),
      part('branch', 'word_list'),
      part('legal form', 'legal_form'),
    ],
    split: (value) => {
      const { name, trade, numbers, places, branch, legalForm } = normaliseCompanyName(value, lexicon);
      const given = givenNameOf(value, lexicon);
      const told = [name, trade, given, numbers, ...(alone ? [places] : []), branch, legalForm];
      return told.map((each) => each ?? null);
    },
  };
}

/** The codes in a product's name, and its other words ([LINK-24]). */
const productName = (): Apart => ({
  parts: [part('', 'text', false), part('code', 'code_list')],
  split: (value) => {
    const { codes, rest } = productCodes(value);
    return [rest === '' ? null : rest, codes.length === 0 ? null : codes.join(' ')];
  },
});

const otherScripts =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}\p{Script=Greek}]/u;
/** A name in kana, Hangul, Cyrillic or Greek as it is customarily written in Latin letters. */
const inLatin = (name: string): string => (otherScripts.test(name) ? foldText(name) : name);

/** A person's name without titles, in both scripts where it is in Han characters, and the generation ([LINK-28], [LINK-31]). */
const personNameApart = (kind: PersonNameOf, numbered: ReadonlySet<string>): Apart => ({
  parts: [part('', kind, false), part('generation', 'generation', false)],
  split: (value) => {
    const { name, generation } = personName(value, kind === 'full_name' ? 2 : 1, numbered);
    return [inLatin(hanPersonName(name, kind)), generation ?? null];
  },
});

const personNames = ['given_name', 'surname', 'full_name'] as const satisfies readonly PersonNameOf[];
const personNameOf = ({ kind }: LinkField): PersonNameOf | undefined =>
  personNames.find((name) => name === kind);

/** Names in a field that stand with a number behind them, in any relation. */
async function numberedIn(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  field: LinkField,
): Promise<Set<string>> {
  const selects = relations.flatMap(({ name, source }) => {
    const column = columnOf(field, name);
    if (column === undefined) return [];
    const value = `trim(cast(${identifier(column)} as varchar))`;
    return [
      `select ${value} as raw from ${source} where regexp_matches(lower(${value}), '[\\s,](${laterNumbers})\\.?$')`,
    ];
  });
  if (selects.length === 0) return new Set();
  const rows = await warehouse.rows<{ raw: string }>(selects.join(' union '));
  return numberedNames(rows.map(({ raw }) => raw));
}

function apartOf(
  field: LinkField,
  fields: readonly LinkField[],
  numbered: ReadonlySet<string>,
  han: HanAddresses | undefined,
): Apart | undefined {
  if (field.parts !== true) return undefined;
  if (field.kind === 'company_name') return companyName(fields.length === 1);
  if (field.kind === 'text') return productName();
  if (field.kind === 'address') return addressApart(han, fields);
  if (field.kind === 'city') return cityApart();
  const name = personNameOf(field);
  return name && personNameApart(name, numbered);
}

const partName = (field: LinkField, { name }: Part): string =>
  name === '' ? field.name : `${field.name} ${name}`;
const partColumn = (field: LinkField, { name }: Part): string => `${field.name} · ${name || 'name'}`;

/** Where a name of a person may say the generation, and a column of its own too, it is one field. */
const generation = {
  name: 'generation',
  kind: 'generation',
  column: 'generation · of any name',
} as const satisfies LinkField;
const isGeneration = ({ kind }: { readonly kind: FieldKind }): boolean => kind === 'generation';

/** Takes the values of fields with `parts` apart, as the build does with company names: each part becomes a field of its own. */
export async function takeApart(
  warehouse: Warehouse,
  given: readonly LinkRelation[],
  told: LinkSettings,
): Promise<{ relations: LinkRelation[]; settings: LinkSettings }> {
  const dated = await withDates(warehouse, given, told);
  const titled = await withMakers(warehouse, dated, told);
  const coded = await fillCodes(warehouse, titled, told);
  const placed = await fillPlaces(warehouse, coded, told);
  const named = await fillNames(warehouse, placed.relations, placed.settings);
  const han = await hanAddresses(warehouse, named.relations, named.settings.fields);
  const { relations, settings } = await fillAddress(warehouse, named.relations, named.settings, han?.places);
  const taken = new Map<LinkField, Apart>();
  for (const field of settings.fields) {
    const isName = field.parts === true && personNameOf(field) !== undefined;
    const numbered = isName ? await numberedIn(warehouse, relations, field) : new Set<string>();
    const apart = apartOf(field, settings.fields, numbered, han);
    if (apart !== undefined) taken.set(field, apart);
  }
  if (taken.size === 0) return { relations, settings };
  const saysGeneration = [...taken.values()].some(({ parts }) => parts.some(isGeneration));
  const apartRelations: LinkRelation[] = [];
  for (const [at, { name, source }] of relations.entries()) {
    const joins: string[] = [];
    const columns: string[] = [];
    const generations: string[] = [];
    for (const [of, [field, apart]] of [...taken].entries()) {
      const column = columnOf(field, name);
      if (column === undefined) {
        const own = apart.parts.filter((each) => !isGeneration(each));
        columns.push(...own.map((each) => `null::varchar as ${identifier(partColumn(field, each))}`));
        continue;
      }
      const [table, alias] = [`name_part_${String(at)}_${String(of)}`, `p${String(of)}`];
      await writeParts(warehouse, table, source, column, apart);
      joins.push(
        `left join ${table} ${alias} on ${alias}.raw = trim(cast(s.${identifier(column)} as varchar))`,
      );
      for (const [place, each] of apart.parts.entries()) {
        const cell = `${alias}.p${String(place)}`;
        if (isGeneration(each)) generations.push(cell);
        else columns.push(`${cell} as ${identifier(partColumn(field, each))}`);
      }
    }
    if (saysGeneration) {
      for (const own of settings.fields.filter(isGeneration)) {
        const column = columnOf(own, name);
        if (column !== undefined) generations.push(`cast(s.${identifier(column)} as varchar)`);
      }
      columns.push(
        `coalesce(${[...generations, 'null'].join(', ')})::varchar as ${identifier(generation.column)}`,
      );
    }
    apartRelations.push({
      name,
      source: `(select s.*, ${columns.join(', ')} from ${source} s ${joins.join(' ')})`,
    });
  }
  const fields = settings.fields.flatMap(
    (field): LinkField[] =>
      taken
        .get(field)
        ?.parts.filter((each) => !isGeneration(each))
        .map((each) => ({
          name: partName(field, each),
          kind: each.kind,
          column: partColumn(field, each),
          ...(each.normalised ? { normalised: true } : {}),
          ...(each.names === true ? { names: true } : {}),
          ...(each.only_apart === true ? { only_apart: true } : {}),
          ...(field.follows === undefined || each.name !== '' ? {} : { follows: field.follows }),
        })) ?? (saysGeneration && isGeneration(field) ? [] : [field]),
  );
  if (saysGeneration) fields.push(generation);
  return { relations: apartRelations, settings: { ...settings, fields } };
}

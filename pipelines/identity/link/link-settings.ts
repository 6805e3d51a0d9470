import { z } from 'zod';
import { fieldKinds, type FieldKind } from '../../../src/stats/linkage/field-kind.ts';

const name = z.string().min(1);

const takenApart: ReadonlySet<FieldKind> = new Set([
  'company_name',
  'text',
  'given_name',
  'surname',
  'full_name',
  'address',
  'postcode',
  'city',
  'category',
]);

const field = z
  .strictObject({
    name,
    kind: z.enum(fieldKinds),
    /**
     * Column that holds it: one name for every relation, or a name each; the field's own name when left out. A date may name
     * the columns of its year, month and day: `birth_year + birth_month + birth_day`.
     */
    column: z.union([name, z.record(name, name)]).optional(),
    /** Whether the column holds the kind's normal form already, as pipelines/identity/normalise makes it. */
    normalised: z.boolean().optional(),
    /**
     * Whether values are taken apart first: a company's name (what names it, trade, number, branch, legal form), a text (the
     * codes in it), a person's name (the generation; titles are left out), an
     * address (city, region and postcode go to the fields of those). Names, addresses and cities in Han characters are read in Latin
     * letters too, an address by street, number and district. A postcode, a city and a category (the region) with it may name one column (`50667 Köln`): each takes its
     * part of what that says.
     */
    parts: z.boolean().optional(),
    /** Whether dates between slashes or hyphens have the month first (12/31/1999). */
    month_first: z.boolean().optional(),
    /** [LINK-41] Whether two that differ in it are called differently, as by the trade in a company's name. */
    names: z.boolean().optional(),
    /** [LINK-42] Whether only a difference says something: what agrees is said by another field already. */
    only_apart: z.boolean().optional(),
    /** [LINK-46] Whether only the same value speaks for a pair, and a near one says nothing. */
    only_same: z.boolean().optional(),
    /** [LINK-50] Another field that says a part of what this one says (the maker of goods in their names): agreement is worth what that one leaves of it. */
    follows: name.optional(),
    /** Whether agreement on a rare value counts for more than on a frequent one. */
    term_frequency: z.boolean().optional(),
  })
  .refine(({ kind, parts }) => parts !== true || takenApart.has(kind), 'parts_of_what');

/** Settings of a linkage, as a settings file (YAML or JSON) writes them. Weights are in bits. */
export const linkSettingsSchema = z.strictObject({
  /** dedupe compares all records; the others only records of different relations. */
  mode: z.enum(['dedupe', 'one_to_one', 'one_to_many', 'many_to_many']).default('dedupe'),
  /** Column that names a record of its relation, one for all or one each; by content when left out. */
  key: z.union([name, z.record(name, name)]).optional(),
  fields: z.array(field).min(1).max(40),
  /** Rules of blocking: each a list of atoms, `field` or `field:part`; chosen from the data when left out. */
  blocks: z.array(z.array(name).min(1).max(4)).max(60).optional(),
  thresholds: z
    .strictObject({ match: z.number().default(3), review: z.number().default(-3) })
    .refine(({ match, review }) => review <= match, 'review_above_match')
    .prefault({}),
  term_frequencies: z.boolean().default(true),
  /** Pairs to compare at most, for each record. */
  pairs_per_record: z.number().positive().max(10_000).default(40),
  /** Records that may share one key before the key is passed over. */
  largest_block: z.int().min(2).max(100_000).default(300),
});

export type LinkSettings = z.output<typeof linkSettingsSchema>;
export type LinkSettingsInput = z.input<typeof linkSettingsSchema>;
export type LinkField = LinkSettings['fields'][number];
export type LinkMode = LinkSettings['mode'];

/** The column of a field in a relation. */
export const columnOf = (of: LinkField, relation: string): string | undefined =>
  of.column === undefined ? of.name : typeof of.column === 'string' ? of.column : of.column[relation];

/** The column that names the records of a relation. */
export const keyOf = ({ key }: LinkSettings, relation: string): string | undefined =>
  typeof key === 'object' ? key[relation] : key;

import { levelPriors } from '../../../src/stats/linkage/estimate/level-priors.ts';
import type { LevelPrior } from '../../../src/stats/linkage/field-kind.ts';
import { kindSql, kindSqlMonthFirst, kindSqlOfPersons, type KindSql } from './kinds/kind-sql.ts';
import type { LinkField, LinkSettings } from './link-settings.ts';

export interface LinkRelation {
  readonly name: string;
  /** A table, view or SELECT in parentheses, of trusted origin. */
  readonly source: string;
}

/** A field with everything that comparing it takes. Its columns in the record table end in `at`: v0, h0, s0 … */
export interface PlannedField {
  readonly field: LinkField;
  readonly at: number;
  readonly sql: KindSql;
  readonly levels: readonly LevelPrior[];
  readonly best: number;
  /** Whether rare values may add to its best level. */
  readonly weighted: boolean;
  /** For a surname the given name whose place it may have taken. */
  readonly swapsWith: number | undefined;
  /** [LINK-53] The table that says what its words weigh, where they are weighed. */
  readonly weighedBy: string | undefined;
}

/** What a run works on and where its tables are. */
export interface LinkPlan {
  readonly relations: readonly LinkRelation[];
  readonly settings: LinkSettings;
  readonly fields: readonly PlannedField[];
  /** The field that says what persons are called: their whole names, else their surnames. */
  readonly named: number | undefined;
  /** Name of one of the run's tables. */
  readonly table: (name: string) => string;
  /** Name of a temporary table. */
  readonly scratch: (name: string) => string;
  /** Whether records of one relation are compared with each other. */
  readonly within: boolean;
}

/** Bits that a rare value may add at most. */
export const rareCap = 3_000;

const never = new Set(['country', 'category', 'generation', 'number', 'house_number', 'date', 'event_date', 'legal_form', 'word_list', 'number_list', 'code_list']); // prettier-ignore

/** Whether agreement in a field says something ([LINK-42]). */
const isEvidence = (field: LinkField): boolean => field.only_apart !== true;

export function planLink(
  relations: readonly LinkRelation[],
  settings: LinkSettings,
  table: (name: string) => string,
): LinkPlan {
  const given = settings.fields.findIndex((field) => field.kind === 'given_name' && isEvidence(field));
  const surname = settings.fields.findIndex((field) => field.kind === 'surname');
  const whole = settings.fields.findIndex((field) => field.kind === 'full_name');
  const named = [whole, surname].find((at) => at >= 0);
  const fields = settings.fields.map((field, at): PlannedField => {
    const levels = levelPriors[field.kind];
    const ofPersons = named === undefined ? undefined : kindSqlOfPersons[field.kind];
    const monthFirst = field.month_first === true ? kindSqlMonthFirst[field.kind] : undefined;
    const sql = ofPersons ?? monthFirst ?? kindSql[field.kind];
    return {
      field,
      at,
      sql,
      levels,
      best: levels.length - 1,
      weighted:
        settings.term_frequencies && isEvidence(field) && (field.term_frequency ?? !never.has(field.kind)),
      swapsWith: at === surname && given >= 0 ? given : at === given && surname >= 0 ? surname : undefined,
      weighedBy: sql.weighed === true ? table(`word_${String(at)}`) : undefined,
    };
  });
  const scratch = (name: string): string => table(name).split('.').at(-1) ?? name;
  return { relations, settings, fields, named, table, scratch, within: settings.mode === 'dedupe' };
}

/** Fields in which agreement says something. */
export const evidenceFields = ({ fields }: Pick<LinkPlan, 'fields'>): readonly PlannedField[] =>
  fields.filter(({ field }) => isEvidence(field));

/** Puts a field's number behind the columns of both records: `l.v` → `l.v3`. */
export const onField = (sql: string, at: number): string =>
  sql.replaceAll(/\b([lr])\.([vatxksnwqpd])\b/g, `$1.$2${String(at)}`);

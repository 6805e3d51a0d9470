import { columnWords, kindNamed, type Subject } from './column-names.ts';
import type { FieldKind } from '../field-kind.ts';
import { namesGood, titlesGoods } from './goods-columns.ts';

/** What is known of a column of any table. Shares are of the cells that are filled. */
export interface ColumnFacts {
  readonly name: string;
  readonly rows: number;
  readonly filled: number;
  readonly distinct: number;
  /** Mean number of words. */
  readonly words: number;
  readonly emails: number;
  readonly dates: number;
  readonly numbers: number;
  /** Cells of digits only. */
  readonly digits: number;
  /** Cells that end in a legal form (Ltd, GmbH, 有限公司 …). */
  readonly legalForms: number;
  /** Cells that say yes or no, in any language. */
  readonly answers: number;
  /** Cells that hold digits and letters. */
  readonly mixed: number;
  /** Cells with a word that begins with letters and has a digit, or has five digits or more. */
  readonly codes: number;
  /** Cells with a title before or a generation behind a name (Dr, Jr). */
  readonly titled: number;
  /** Cells with a Han character. */
  readonly han: number;
  /** Cells with a letter that can be read in Latin letters: of Han, kana, Hangul, Cyrillic or Greek. */
  readonly readable: number;
  /** Cells with a day that only has a sense with the month first (12/31/1999), and that only has one with the day first. */
  readonly monthFirst: number;
  readonly dayFirst: number;
}

/** `key` names a record, `truth` says what is one (never to be used), `ignored` says nothing about who it is. */
export type ColumnRole = FieldKind | 'key' | 'truth' | 'ignored';

const truth =
  /^(entity|cluster|truth|true|gold|golden|match|matched|group|canonical|master|duplicate|dup|ent|real|ground_truth)(_?(id|no|nr|key|of|number|label|entity|customer|person))*$|^is_(match|duplicate|dup)$|^(label|target|y)$/;
const key =
  /^(id|rec|record|row|uuid|guid|pk|index|unnamed.*|column0|source_key|(account|contact|customer|lead|partner|company)id)$|(^|_)(id|key|uuid|guid|rec_?no|row_?no|recid)$|^(lfd_?nr|编号|序号|行号|流水号)$/;
const process =
  /(^|_)(created|updated|modified|imported|loaded|synced|inserted|deleted|changed)(_|$)|^(source|file|batch|line|version)$/;

/** Cells of one word with digits and letters. */
const isCode = ({ mixed, words }: ColumnFacts): boolean => mixed > 0.8 && words < 1.5;

/** So many words, on average, say what goods are rather than who makes them. */
const leastOfGoods = 1.5;

const fromValues = (facts: ColumnFacts, subject: Subject): FieldKind => {
  if (facts.emails > 0.7) return 'email';
  if (facts.dates > 0.8) return subject === 'persons' ? 'date' : 'event_date';
  if (facts.numbers > 0.9) return 'number';
  if (facts.legalForms > 0.1) return 'company_name';
  if (facts.answers > 0.9) return 'category';
  if (facts.distinct <= Math.min(100, 0.05 * facts.filled)) return 'category';
  if (isCode(facts)) return 'identifier';
  return facts.words > (subject === 'goods' ? leastOfGoods : 4) ? 'text' : 'company_name';
};

/** Both names of a person in one column: its name says so, or it has about two words. */
const wholeName =
  /(first|given|fore).*(sur|last|family)|(sur|last|family).*(first|given|fore)|vor(name)?_.*nachname|(^|nach)name_(und_|u_)?vorname|^nom_(et_)?prenoms?$|^prenoms?_(et_)?nom$/;
const wholeWords = 1.8;

/** Whether the values may be of the kind that a name speaks of: `birth_place` holds no dates. */
const mayHold = (kind: FieldKind, facts: ColumnFacts): boolean =>
  kind === 'email'
    ? facts.emails >= 0.3
    : (kind !== 'date' && kind !== 'event_date') || facts.dates >= 0.3 || facts.numbers > 0.5;

/** Kinds whose values may be whole numbers that are different in every row. */
const ofDigits: ReadonlySet<FieldKind> = new Set([
  'phone',
  'identifier',
  'date',
  'event_date',
  'postcode',
  'house_number',
  'number',
]);
/** A number of its own in every row: it names them, where the column's name speaks of something else (`person` 1, 2, 3 …). */
const numbersRows = ({ numbers, distinct, filled, rows }: ColumnFacts): boolean =>
  numbers === 1 && distinct === rows && filled === rows && rows > 1;

/** A list of so few rows may say the same in all of them: the one lead that is looked for among the customers. */
export const shortList = 20;

/** Whether what a column holds tells no rows apart: in its own table, or where that is a short list beside another, at all. */
const saysNothing = ({ filled, distinct, rows }: ColumnFacts, alone: boolean): boolean =>
  !alone && rows < shortList ? filled === 0 : filled < Math.max(2, 0.01 * rows) || distinct < 2;

const isName = (name: string, subject: Subject): boolean =>
  /(^|_)(name|nom|naam|nombre|nome)$|名称|^名$/.test(name) || (subject === 'goods' && titlesGoods(name));

/**
 * What a column of an unknown table holds, by its name first and its values where the name says little. Columns that
 * look like an answer (entity_id, cluster) are never fields; nor are numbers of which no two rows of a table that is
 * compared with itself `alone` have one, which only facts of all its rows tell.
 */
export function columnRole(facts: ColumnFacts, subject: Subject, alone = false): ColumnRole {
  const name = columnWords(facts.name);
  if (truth.test(name)) return 'truth';
  const named = kindNamed(name, subject, (kind) => mayHold(kind, facts));
  if (named !== 'identifier' && named !== 'email' && key.test(name)) return 'key';
  if (numbersRows(facts) && (named === undefined ? alone && facts.digits === 1 : !ofDigits.has(named)))
    return 'key';
  if (process.test(name) || saysNothing(facts, alone)) return 'ignored';
  if (named === undefined || named === 'text') {
    if (subject === 'goods' && namesGood(name) && (facts.digits === 1 || isCode(facts))) return 'identifier';
    if (isName(name, subject) && facts.words <= 4 && facts.legalForms <= 0.05) return nameOf[subject];
    const seen = fromValues(facts, subject);
    return named === 'text' && seen === 'company_name' ? 'text' : seen;
  }
  if (named === 'full_name' && facts.legalForms > 0.1) return 'company_name';
  if (named === 'company_name' && (facts.numbers > 0.9 || isCode(facts))) return 'identifier';
  if (named === 'number' && facts.numbers < 0.5) return fromValues(facts, subject);
  if (
    (named === 'date' || named === 'event_date') &&
    facts.dates < 0.3 &&
    facts.numbers > 0.9 &&
    facts.distinct < 300
  )
    return 'number';
  if ((named === 'given_name' || named === 'surname') && (wholeName.test(name) || facts.words > wholeWords))
    return 'full_name';
  return named;
}

const nameOf = { persons: 'full_name', goods: 'text', anything: 'company_name' } as const;

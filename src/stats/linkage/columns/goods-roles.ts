import type { ColumnFacts, ColumnRole } from './column-kind.ts';
import { columnWords, type Subject } from './column-names.ts';
import { namesMaker, numbersModels, titlesGoods } from './goods-columns.ts';

interface Column {
  readonly facts: Pick<ColumnFacts, 'name'>;
  readonly role: ColumnRole;
  readonly subject: Subject;
}

/** Whether a column of a list of goods holds who makes them. */
export const isMaker = ({ role, subject, facts }: Column): boolean =>
  subject === 'goods' && role === 'company_name' && namesMaker(columnWords(facts.name));

/** Whether a column of a list of goods holds the number that their maker gives them. */
export const isModel = ({ role, subject, facts }: Column): boolean =>
  subject === 'goods' && role === 'identifier' && numbersModels(columnWords(facts.name));

/** Whether a column of a list of goods holds what they are called. */
export const isTitle = ({ role, subject, facts }: Column): boolean =>
  subject === 'goods' && role === 'text' && titlesGoods(columnWords(facts.name));

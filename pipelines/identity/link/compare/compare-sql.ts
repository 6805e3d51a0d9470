import type { FieldWeights, Following } from '../../../../src/stats/linkage/weigh/field-weights.ts';
import { onField, type PlannedField } from '../link-plan.ts';

/** Given name and surname of the one are surname and given name of the other; counted once, at the surname. */
function swapped(field: PlannedField): string | undefined {
  if (field.swapsWith === undefined) return undefined;
  const [own, other] = [`v${String(field.at)}`, `v${String(field.swapsWith)}`];
  return `(l.${own} = r.${other} and l.${other} = r.${own} and l.${own} <> r.${own})`;
}

/** The level of two values `l`, `r` of a field that differ: rows of the table of its values. */
export const valueLevelSql = (field: PlannedField): string =>
  `case ${field.sql.levels
    .slice(1)
    .map((condition, from) => `when ${condition} then ${String(field.best - 1 - from)}`)
    .join(' ')} else 0 end`;

/** The level of a field for records `l` and `r`: 0 different … best; -1 when a value is missing or counted elsewhere. */
export function levelSql(field: PlannedField): string {
  const v = `v${String(field.at)}`;
  const cases = field.sql.levels.map(
    (condition, from) => `when ${onField(condition, field.at)} then ${String(field.best - from)}`,
  );
  const swap = swapped(field);
  if (swap !== undefined) {
    if (field.field.kind === 'given_name') cases.unshift(`when ${swap} then -1`);
    else cases[1] = `when ${swap} then ${String(field.best - 1)}`;
  }
  return `(case when l.${v} is null or r.${v} is null then -1 ${cases.join(' ')} else 0 end)::tinyint`;
}

const tableSql = (at: number, weights: readonly number[]): string =>
  `case g${String(at)} ${weights.map((weight, level) => `when ${String(level)} then ${String(weight)}`).join(' ')} else 0 end`;

/** Whether the field that this one follows agrees, by the level kept of it. */
const followedAgrees = ({ field, from }: Following<unknown>): string =>
  `g${String(field)} >= ${String(from)}`;

/** Weight of a level kept in column `g<at>`; 0 where missing. */
export function levelWeightSql(at: number, { alone, follows }: FieldWeights): string {
  if (follows === undefined) return `(${tableSql(at, alone)})`;
  return `(case when g${String(follows.field)} < 0 then ${tableSql(at, alone)} when ${followedAgrees(follows)} then ${tableSql(at, follows.agrees)} else ${tableSql(at, follows.differs)} end)`;
}

/** What agreement on a value adds for being rare, from `term`: nothing where the field it follows agrees, which makes it likely. */
export const rareSql = (term: string, { follows }: FieldWeights): string =>
  follows === undefined ? term : `(case when ${followedAgrees(follows)} then 0 else ${term} end)`;

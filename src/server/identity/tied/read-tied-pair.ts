import { TandemError } from '../../../contract/errors.ts';
import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';
import { nameLikeness } from '../../../../pipelines/identity/rules/name-likeness.ts';
import { tieRules } from '../../../../pipelines/identity/rules/tie-rules.ts';
import type { Cell } from '../../../contract/api/cell.ts';
import type { IdentityPairResponse } from '../../../contract/api/identity.ts';
import { generationFacts } from '../../queries/generation-facts.ts';
import { records } from '../../queries/records.ts';
import { decidedPairs } from '../decided-pairs.ts';
import { decidedAbout } from '../decided-about.ts';
import type { Review } from '../with-review.ts';
import { tiedSides } from './tied-sides.ts';
import { tiedSources } from './tied-source.ts';

type Rule = IdentityPairResponse['rules'][number];

/** [REVIEW-3] Any two contact or product records side by side, and every rule: whether the two meet it, and with what. */
export async function readTiedPair(
  { lease, state, stamp }: Review,
  entity: TiedEntity,
  leftId: string,
  rightId: string,
): Promise<IdentityPairResponse> {
  if (leftId === rightId) throw new TandemError('bad_request', { reason: 'one_record_twice' });
  const [sides, facts, rules] = await Promise.all([
    tiedSides(lease, entity, [leftId, rightId]),
    generationFacts(lease),
    records<Record<string, Cell>>(lease, rulesSql(entity), [leftId, rightId]),
  ]);
  const side = (id: string): IdentityPairResponse['left'] => {
    const found = sides.get(id);
    if (!found) throw new TandemError('unknown_record', { record: id });
    return found;
  };
  const [left, right] = [side(leftId), side(rightId)];
  const [row = {}] = rules;
  const text = (value: Cell | undefined): string | null => (typeof value === 'string' ? value : null);
  const sameGolden = left.goldenId === right.goldenId;
  const namesApart =
    nameLikeness(text(row['left full_name']) ?? '', text(row['right full_name']) ?? '') === 'apart';
  const told = tieRules[entity].map(({ name, ties, heedsNames, compares }): Rule => ({
    name,
    ties,
    holds: row[`rule ${name}`] === true && !(heedsNames && namesApart),
    compared: compares.map((field) => ({
      field: field === 'golden_id' ? 'customer' : field,
      left: read(field, left, text(row[`left ${field}`])),
      right: read(field, right, text(row[`right ${field}`])),
    })),
  }));
  const heeding = new Set(tieRules[entity].flatMap(({ name, heedsNames }) => (heedsNames ? [name] : [])));
  return {
    ...stamp,
    currency: facts.baseCurrency ?? '',
    left,
    right,
    weight: null,
    probability: null,
    band: told.some(({ ties, holds, name }) => ties && holds && (sameGolden || !heeding.has(name)))
      ? 'match'
      : told.some(({ holds }) => holds)
        ? 'review'
        : 'apart',
    thresholds: null,
    rules: told,
    addends: [],
    blocks: [],
    missed: [],
    sameGolden,
    decided: decidedAbout(decidedPairs(state.active, entity), state, leftId, rightId),
  };
}

/** What is compared, as a person reads it: a key by its name, a name as written and not parted into surname and given name. */
const read = (
  field: string,
  { about, name }: IdentityPairResponse['left'],
  compared: string | null,
): string | null => (field === 'golden_id' ? about : field === 'full_name' ? name : compared);

function rulesSql(entity: TiedEntity): string {
  const rules = tieRules[entity];
  const columns = [...new Set(rules.flatMap(({ compares }) => compares))];
  return `with record as (${tiedSources[entity].records})
select ${rules.map(({ name, on }) => `coalesce(${on}, false) as "rule ${name}"`).join(', ')},
${columns.map((column) => `a.${column}::varchar as "left ${column}", b.${column}::varchar as "right ${column}"`).join(', ')}
from (select * from record where id = $1) a, (select * from record where id = $2) b`;
}

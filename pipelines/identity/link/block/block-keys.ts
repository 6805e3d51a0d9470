import { literal } from '../../../../src/warehouse/quote.ts';
import { keyedRecords, keySql, keyTextSql, readBlocks } from './block-rules.ts';
import type { LinkModel } from '../link-model.ts';
import type { LinkPlan } from '../link-plan.ts';

/** The keys of all records after a run: `no`, `rule`, `key` as a person reads it, `crowded` where it was passed over. */
export function blockKeysSql(plan: LinkPlan, model: Pick<LinkModel, 'rules'>): string {
  const rules = readBlocks(plan, model.rules);
  const record = plan.table('record');
  const crowded = `count(*) over (partition by hash) > ${String(plan.settings.largest_block)}`;
  const selects = rules.map((rule) =>
    rule.atoms.length === 0
      ? `select no, 'all' as rule, '' as key, false as crowded from ${record}`
      : `select no, ${literal(rule.name)} as rule, key, ${crowded} as crowded
         from (select l.no, ${keyTextSql(rule, 'l')} as key, ${keySql(rule, 'l')} as hash from ${keyedRecords(rule, record)}) where key is not null`,
  );
  return selects.join(' union all ');
}

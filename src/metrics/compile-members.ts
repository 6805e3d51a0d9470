import { TandemError } from '../contract/errors.ts';
import { type CompileContext, hasTable, mask, tableSql } from './compile-context.ts';
import type { DimensionDefinition, DimensionId } from './dimension-definitions.ts';
import { createParameters, type Parameters, type ParameterValue } from './parameters.ts';
import type { RowPolicy } from './policy.ts';
import { predicateSql } from './predicate.ts';
import { dimensionById } from './registry.ts';

export interface CompiledMembers {
  /** Rows of `member` (NULL first-class) and `label`, in the order of the label, NULL last. */
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];
}

export interface MembersOptions {
  readonly limit?: number;
  /** Part of the label, letter case ignored. */
  readonly search?: string;
}

/** Tables that hold a member dimension, the first that the generation has is asked. All have region and channel. */
const holders: Readonly<Partial<Record<DimensionId, readonly string[]>>> = {
  region: ['rollup_intake_day', 'fct_sales_order_line'],
  channel: ['rollup_intake_day', 'fct_sales_order_line'],
  category: ['rollup_intake_month', 'fct_sales_order_line'],
  stage: ['rollup_pipeline_day', 'mart_pipeline_event'],
  currency: ['fct_invoice_line'],
};

/**
 * [POLICY-7] The members of a dimension that this person may see; customers by their own region and channel.
 * Throws `unknown_dimension` for dates and for what does not exist.
 */
export function compileMembers(
  dimension: string,
  policy: RowPolicy,
  context: CompileContext,
  options: MembersOptions = {},
): CompiledMembers {
  const definition = dimensionById(dimension);
  if (definition.kind === 'date') throw new TandemError('unknown_dimension', { dimension: definition.id });
  const parameters = createParameters();
  const members = membersSql(definition, policy, parameters, context);
  const search =
    options.search === undefined
      ? ''
      : ` where contains(lower(label), lower(${parameters.text(options.search)}))`;
  const limit = parameters.integer(options.limit ?? 200);
  return {
    sql: `select member, label from (${members})${search} order by label nulls last, member nulls last limit ${limit}`,
    parameters: parameters.values,
  };
}

function membersSql(
  { id, entity, attribute }: DimensionDefinition,
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): string {
  if (entity) {
    const label =
      context.language === 'zh-CN' && entity.labelZh !== undefined
        ? `coalesce(${entity.labelZh}, ${entity.label})`
        : entity.label;
    const shown =
      entity.personal !== undefined && policy.maskPersonal
        ? `case when (${entity.personal}) and ${label} is not null then '${mask}' else ${label} end`
        : label;
    const where = [
      entity.current,
      ...(entity.listed === undefined ? [] : [entity.listed]),
      ...(id === 'customer' ? [predicateSql(policy.predicate, parameters)] : []),
    ];
    if (id !== 'customer' && policy.predicate.kind === 'none') where.push('false');
    return `select ${entity.id}::varchar as member, ${shown} as label from ${tableSql(context, entity.table)} where ${where.join(' and ')}`;
  }
  const tables = attribute ? [attribute.table] : (holders[id] ?? []);
  const table = tables.find((each) => hasTable(context, each)) ?? tables[0] ?? '';
  const visible =
    attribute?.scoped === false
      ? String(policy.predicate.kind !== 'none')
      : predicateSql(policy.predicate, parameters);
  return `select distinct ${id}::varchar as member, ${id}::varchar as label from ${tableSql(context, table)} where ${visible}`;
}

import type { Parameters } from './parameters.ts';

export type PolicyDimension = 'region' | 'channel';
export type Member = string | null;

/** Which rows a person may see: built from roles and scope, never from text. */
export type Predicate =
  | { readonly kind: 'all' }
  | { readonly kind: 'none' }
  | { readonly kind: 'member'; readonly dimension: PolicyDimension; readonly values: readonly Member[] }
  | { readonly kind: 'and'; readonly parts: readonly Predicate[] };

/**
 * True where the column holds one of `values`. NULL is a member like any other, so the answer is never NULL:
 * neither the condition nor its `not` loses a row.
 */
export function memberSql(column: string, values: readonly Member[], parameters: Parameters): string {
  const texts = [...new Set(values.filter((value) => value !== null))];
  const inList =
    texts.length === 0
      ? 'false'
      : `(${column} is not null and ${column}::varchar in (${texts.map((text) => parameters.text(text)).join(', ')}))`;
  return values.includes(null) ? `(${column} is null or ${inList})` : inList;
}

/** [POLICY-10] The dimensions that hide a row without a region and a channel; none where it may be seen. */
export function hidesUnplaced(predicate: Predicate): PolicyDimension[] {
  switch (predicate.kind) {
    case 'all':
      return [];
    case 'none':
      return ['region', 'channel'];
    case 'member':
      return predicate.values.includes(null) ? [] : [predicate.dimension];
    case 'and':
      return predicate.parts.flatMap(hidesUnplaced);
  }
}

/** The predicate as SQL over a table that has the columns `region` and `channel`. */
export function predicateSql(predicate: Predicate, parameters: Parameters, alias = ''): string {
  switch (predicate.kind) {
    case 'all':
      return 'true';
    case 'none':
      return 'false';
    case 'member':
      return memberSql(`${alias}${predicate.dimension}`, predicate.values, parameters);
    case 'and':
      return predicate.parts.length === 0
        ? 'true'
        : `(${predicate.parts.map((part) => predicateSql(part, parameters, alias)).join(' and ')})`;
  }
}

import { identifier, literal } from '../../src/warehouse/quote.ts';
import type { CanonicalEntity } from './canonical.ts';
import type { Invariant } from './invariant.ts';
import type { ModelFile } from './model-file.ts';

export type CheckKind = 'columns' | 'key' | 'not_null' | 'reference' | 'invariant' | 'total' | 'critical';

/** One rule of one table. `violations` is a SELECT of the rows that break it. */
export interface Check {
  readonly model: string;
  readonly rule: string;
  readonly kind: CheckKind;
  readonly severity: 'error' | 'warn';
  readonly violations: string;
  /** A predicate over one row of the model; such checks are counted together in one scan. */
  readonly breaks?: string;
}

const list = (columns: readonly string[]): string => columns.map(identifier).join(', ');

const rowCheck = (
  model: string,
  rule: string,
  kind: CheckKind,
  severity: Check['severity'],
  breaks: string,
): Check => ({
  model,
  rule,
  kind,
  severity,
  breaks,
  violations: `select * from ${identifier(model)} where ${breaks}`,
});

function keyCheck(model: string, key: readonly string[]): Check {
  return {
    model,
    rule: `unique(${key.join(', ')})`,
    kind: 'key',
    severity: 'error',
    violations: `select ${list(key)}, count(*) as rows_with_this_key from ${identifier(model)} group by all having count(*) > 1`,
  };
}

function invariantCheck(model: string, invariant: Invariant): Check {
  if ('none' in invariant)
    return {
      model,
      rule: invariant.name,
      kind: 'invariant',
      severity: invariant.severity,
      violations: invariant.none.trim().replace(/;$/, ''),
    };
  return rowCheck(model, invariant.name, 'invariant', invariant.severity, `(${invariant.holds}) is false`);
}

/** Every rule of a model as declared in its .yml. */
export function modelChecks(model: ModelFile): Check[] {
  const { name, spec } = model;
  // A roll-up's key is its dimensions, and "unknown" is a member of each.
  const notNull = new Set([
    ...(model.kind === 'rollup' ? [] : spec.keys.flat()),
    ...Object.entries(spec.columns).flatMap(([column, { not_null: required }]) => (required ? [column] : [])),
  ]);
  return [
    ...[...notNull].map((column) =>
      rowCheck(name, `not_null(${column})`, 'not_null', 'error', `${identifier(column)} is null`),
    ),
    ...spec.keys.map((key) => keyCheck(name, key)),
    ...spec.references.map(({ columns, to, to_columns: targets }): Check => ({
      model: name,
      rule: `${columns.join(', ')} in ${to}(${targets.join(', ')})`,
      kind: 'reference',
      severity: 'error',
      violations: `select f.* from ${identifier(name)} f anti join ${identifier(to)} t on ${columns
        .map((column, at) => `f.${identifier(column)} = t.${identifier(targets[at] ?? column)}`)
        .join(
          ' and ',
        )} where ${columns.map((column) => `f.${identifier(column)} is not null`).join(' and ')}`,
    })),
    ...spec.invariants.map((invariant) => invariantCheck(name, invariant)),
    ...spec.totals.map((total): Check => ({
      model: name,
      rule: `total ${total.name}`,
      kind: 'total',
      severity: 'error',
      violations: `select * from (select (${total.model}\n) as in_model, (${total.source}\n) as in_source) where abs(coalesce(in_model, 0) - coalesce(in_source, 0)) > ${total.tolerance}`,
    })),
    ...spec.critical.map((entity): Check => ({
      model: name,
      rule: `not empty when ${entity} has rows`,
      kind: 'critical',
      severity: 'error',
      violations: `select ${literal(entity)} as entity, source.n as source_rows from (select count(*) as n from ${identifier(`int_${entity}`)}) source, (select count(*) as n from ${identifier(name)}) model where source.n > 0 and model.n = 0`,
    })),
  ];
}

/** Rules of a canonical entity over its int_ table. */
export function canonicalChecks(entity: CanonicalEntity): Check[] {
  const name = `int_${entity.entity}`;
  const unique = entity.unique ?? !entity.history;
  return [
    ...['_source', 'source_key', ...entity.required].map((column) =>
      rowCheck(name, `not_null(${column})`, 'not_null', 'error', `${identifier(column)} is null`),
    ),
    ...(unique ? [keyCheck(name, ['_source', 'source_key'])] : []),
    ...entity.invariants.map((invariant) => invariantCheck(name, invariant)),
  ];
}

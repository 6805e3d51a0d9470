import { TandemError } from '../contract/errors.ts';

export interface GraphModel {
  readonly name: string;
  /** Every table it reads; names that are no model are sources and do not order anything. */
  readonly reads: readonly string[];
}

/**
 * Models in an order in which each comes after all it reads; ties go by name, so the order is the same
 * on every machine. Throws `bad_system` naming the cycle when there is one.
 */
export function orderModels<T extends GraphModel>(models: readonly T[]): T[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const state = new Map<string, 'open' | 'done'>();
  const ordered: T[] = [];
  const path: string[] = [];

  const visit = (model: T): void => {
    const seen = state.get(model.name);
    if (seen === 'done') return;
    if (seen === 'open') {
      const cycle = [...path.slice(path.indexOf(model.name)), model.name].join(' → ');
      throw new TandemError('bad_system', {
        file: model.name,
        reason: 'models_circle',
        models: cycle,
      });
    }
    state.set(model.name, 'open');
    path.push(model.name);
    for (const name of [...model.reads].sort()) {
      const read = byName.get(name);
      if (read) visit(read);
    }
    path.pop();
    state.set(model.name, 'done');
    ordered.push(model);
  };

  for (const name of [...byName.keys()].sort()) {
    const model = byName.get(name);
    if (model) visit(model);
  }
  return ordered;
}

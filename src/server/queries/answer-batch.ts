import type { Query } from '../../contract/query.ts';
import { mergeQueries } from '../../metrics/merge-queries.ts';

type Outcome<T> = { readonly value: T } | { readonly error: unknown };

/**
 * The answers to all questions of a request, in its order, from as few statements as can be. `slice` cuts one question's
 * columns out of a joint answer. Where a joint statement fails, each of its questions is asked alone.
 */
export async function answerBatch<T>(
  queries: readonly (readonly [name: string, query: Query])[],
  ask: (query: Query) => Promise<T>,
  slice: (joint: T, query: Query) => T,
): Promise<[name: string, Outcome<T>][]> {
  const asked = new Map(queries);
  const found = new Map<string, Outcome<T>>();
  const alone = async (name: string): Promise<void> => {
    const query = asked.get(name);
    if (!query) return;
    found.set(
      name,
      await ask(query).then(
        (value) => ({ value }),
        (error: unknown) => ({ error }),
      ),
    );
  };
  await Promise.all(
    mergeQueries(queries).map(async ({ query, names }) => {
      const [only, ...others] = names;
      if (only !== undefined && others.length === 0) return alone(only);
      try {
        const joint = await ask(query);
        for (const name of names) found.set(name, { value: slice(joint, asked.get(name) ?? query) });
      } catch {
        await Promise.all(names.map(alone));
      }
    }),
  );
  return queries.map(([name]) => [name, found.get(name) ?? { error: new Error(`no answer to ${name}`) }]);
}

/** Positions, in a joint answer, of the columns of one question, in that question's own order. */
export function columnsOf(
  query: Query,
  columns: readonly { readonly name: string; readonly kind: string }[],
): number[] {
  const names = query.metrics.flatMap((metric) => [
    metric,
    ...query.compare.map((compare) => `${metric}__${compare}`),
  ]);
  return [
    ...columns.flatMap(({ kind }, at) => (kind === 'metric' ? [] : [at])),
    ...names.map((name) => columns.findIndex((column) => column.name === name)),
  ];
}

import type { QueryResult } from '../../contract/api/query.ts';
import type { Query } from '../../contract/query.ts';
import { cacheKey } from '../../metrics/cache-key.ts';
import { compileQuery, type CompiledQuery } from '../../metrics/compile.ts';
import type { Principal } from '../../contract/roles.ts';
import type { Language } from '../../contract/api/session.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Services } from '../services.ts';
import { compileContext } from './compile-context.ts';
import { knownFrom } from './known-from.ts';
import type { ServingLease } from './serving.ts';
import { typedCells } from './typed-cells.ts';

/** Who asks and in which language names are wanted. */
export interface Asker {
  readonly principal: Principal;
  readonly language: Language;
}

type Needs = Pick<Services, 'cache' | 'limits' | 'now' | 'workspace'>;

/** [API-4] The one door between a question and its numbers: policy, compiler, cache and queue, in this order. */
async function answer<T extends { readonly bytes: number }>(
  services: Needs,
  lease: ServingLease,
  asker: Asker,
  query: Query,
  format: 'json' | 'arrow',
  run: (compiled: CompiledQuery) => Promise<T>,
): Promise<{ value: T; cached: boolean; compiled: CompiledQuery }> {
  const policy = rowPolicy(asker.principal);
  const { first_month: fiscalFirstMonth } = services.workspace.config.fiscal;
  const context = compileContext(lease, asker.language, await knownFrom(lease), fiscalFirstMonth);
  const compiled = compileQuery(query, policy, context);
  const key = cacheKey(lease.generation, query, policy, `${format} ${asker.language}`);
  const made = await services.cache.get(key, () =>
    services.limits.queries.run(asker.principal.userId, () => run(compiled)),
  );
  return { ...made, compiled };
}

/** The answer as rows. Throws what the compiler throws, `timeout` or `too_many_requests`. */
export async function answerQuery(
  services: Needs,
  lease: ServingLease,
  asker: Asker,
  query: Query,
): Promise<QueryResult> {
  const { value, cached, compiled } = await answer(
    services,
    lease,
    asker,
    query,
    'json',
    async ({ sql, parameters, columns }) => {
      const started = performance.now();
      const result = await lease.rows(sql, parameters);
      const rows = typedCells(columns, result.rows);
      return {
        rows,
        ms: Math.round((performance.now() - started) * 10) / 10,
        bytes: 200 + rows.length * columns.length * 24,
      };
    },
  );
  return {
    columns: [...compiled.columns],
    rows: value.rows,
    source: compiled.source,
    ms: cached ? 0 : value.ms,
  };
}

/** The answer as one Arrow IPC stream. */
export async function answerArrow(
  services: Needs,
  lease: ServingLease,
  asker: Asker,
  query: Query,
): Promise<{ columns: CompiledQuery['columns']; source: CompiledQuery['source']; body: Uint8Array }> {
  const { value, compiled } = await answer(
    services,
    lease,
    asker,
    query,
    'arrow',
    async ({ sql, parameters }) => {
      const body = await lease.arrow(sql, parameters);
      return { body, bytes: body.byteLength };
    },
  );
  return { columns: compiled.columns, source: compiled.source, body: value.body };
}

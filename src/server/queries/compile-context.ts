import type { Language } from '../../contract/api/session.ts';
import type { CompileContext } from '../../metrics/compile-context.ts';
import type { KnownFrom } from './known-from.ts';
import type { ServingLease } from './serving.ts';

/** What the compiler needs to know of the generation on lease. */
export const compileContext = (
  lease: ServingLease,
  language: Language,
  known: KnownFrom = {},
  fiscalFirstMonth = 1,
): CompileContext => ({
  asOf: lease.asOf,
  generationTables: lease.tables,
  ...(lease.catalog === undefined ? {} : { catalog: lease.catalog }),
  language,
  fiscalFirstMonth,
  ...known,
});

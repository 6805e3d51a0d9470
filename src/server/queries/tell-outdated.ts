import { identityTables } from '../../../pipelines/identity/step-tables.ts';
import { readModels } from '../../../pipelines/publish/model-file.ts';
import { repositoryPaths } from '../../../pipelines/publish/repository-paths.ts';
import { TandemError } from '../../contract/errors.ts';
import { QueryError } from '../../warehouse/query-error.ts';

/** What a statement on the generation gives, one text a row. */
export type NamesOf = (sql: string) => Promise<string[]>;

/**
 * [API-17] Runs a statement on a generation. Where the engine knows no such table or column, and this version builds one
 * that the generation lacks, that is the cause: throws `outdated_generation` instead of the engine's error.
 */
export async function tellOutdated<T>(
  generation: string,
  namesOf: NamesOf,
  task: () => Promise<T>,
): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const said = engineMessage(error);
    const lacks = said === undefined ? undefined : (await lacking(namesOf)).find((name) => names(said, name));
    if (lacks === undefined) throw error;
    throw new TandemError('outdated_generation', { generation, missing: lacks }, { cause: error });
  }
}

/** What the engine said, without the statement, when it did not find a name. */
function engineMessage(error: unknown): string | undefined {
  if (!(error instanceof QueryError)) return undefined;
  const [said = ''] = error.message.split('\n');
  return /^(Catalog|Binder) Error/.test(said) ? said : undefined;
}

const names = (said: string, what: string): boolean =>
  new RegExp(`\\b${what.split('.').at(-1) ?? what}\\b`).test(said);

/** Tables, and columns as `table.column`, that this version builds and the generation does not hold. */
export async function lacking(namesOf: NamesOf): Promise<string[]> {
  const held = new Set(
    await namesOf(
      `select unnest([table_name, table_name || '.' || column_name]) as name from duckdb_columns() where not internal`,
    ),
  );
  return [...readModels(repositoryPaths.models), ...identityTables()].flatMap(({ name, spec }) =>
    [name, ...Object.keys(spec.columns).map((column) => `${name}.${column}`)].filter(
      (each) => !held.has(each),
    ),
  );
}

import type { Cell, Column } from '../../contract/api/cell.ts';
import type { Query, RowsQuery } from '../../contract/query.ts';
import { createFormats } from '../../messages/formats.ts';
import { loadMessages } from '../../messages/load-messages.ts';
import { type Missing, toldMissing } from '../../messages/told-missing.ts';
import { createTranslate } from '../../messages/translate.ts';
import { answerQuery, type Asker } from '../queries/answer-query.ts';
import { streamRows } from '../queries/stream-rows.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';
import { toldUnknown } from './told-unknown.ts';

export interface Download {
  /** Part of the file's name. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly blocks: AsyncIterator<readonly (readonly Cell[])[]>;
  readonly rows: number;
  /** Rows there are; more than `rows` when the cap cut them. */
  readonly total: number;
  /** [API-19] Why there are no rows, where the number they would stand for has no value. */
  readonly missing?: Missing;
}

type Needs = Pick<Services, 'cache' | 'limits' | 'now' | 'workspace'>;

async function* one<T>(block: T): AsyncGenerator<T> {
  await Promise.resolve();
  yield block;
}

/** [API-12] [API-19] The very answer of the screen, by the same door and cache, and in words why a value of it is missing. */
export async function exportQuery(
  services: Needs,
  lease: ServingLease,
  asker: Asker,
  query: Query,
): Promise<Download> {
  const answer = await answerQuery(services, lease, asker, query);
  const t = createTranslate(asker.language, await loadMessages(asker.language));
  const formats = createFormats(asker.language, services.workspace.config.base_currency);
  const asked = [...query.dimensions, ...query.filters.map(({ dimension }) => dimension)];
  const { columns, rows } = toldUnknown(
    { metrics: query.metrics, dimensions: asked, compared: query.compare.length > 0 },
    answer,
    (missing) => toldMissing(missing, asked, t, formats),
  );
  const notKeptBy = [...new Set(answer.columns.flatMap((column) => column.notKeptBy ?? []))];
  return {
    name: query.metrics[0] ?? 'query',
    columns,
    blocks: one(rows),
    rows: rows.length,
    total: rows.length,
    ...(rows.length === 0 && notKeptBy.length > 0 ? { missing: { notKeptBy } } : {}),
  };
}

/**
 * All rows behind a number in one statement of the generation on lease, up to the cap; the page asked for is not
 * looked at. `signal` stops the statement.
 */
export async function exportRows(
  services: Needs,
  lease: ServingLease,
  asker: Asker,
  query: RowsQuery,
  signal: AbortSignal,
): Promise<Download> {
  const stream = await streamRows(services, lease, asker, query, signal);
  return { name: `${query.metric}-rows`, ...stream };
}

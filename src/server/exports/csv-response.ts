import type { Cell, Column } from '../../contract/api/cell.ts';
import { byteOrderMark, csvRecord } from '../../../pipelines/write-back/csv-record.ts';

export interface CsvResponseOptions {
  readonly columns: readonly Column[];
  /** Blocks of rows, made only as fast as they are taken. */
  readonly blocks: AsyncIterator<readonly (readonly Cell[])[]>;
  readonly file: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Called once, when the last byte is sent, the caller went away, or it failed. */
  readonly ended: (error?: unknown) => void;
}

/** A CSV download, streamed. A failure half-way breaks the connection, so that no cut file passes for a whole one. */
export function csvResponse({ columns, blocks, file, headers, ended }: CsvResponseOptions): Response {
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(byteOrderMark + csvRecord(columns.map((column) => column.name))));
    },
    async pull(controller) {
      try {
        const next = await blocks.next();
        if (next.done === true) {
          controller.close();
          ended();
        } else controller.enqueue(encoder.encode(next.value.map(csvRecord).join('')));
      } catch (error) {
        ended(error);
        controller.error(error);
      }
    },
    async cancel() {
      await blocks.return?.();
      ended();
    },
  });
  return new Response(stream, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${file}"`,
      'cache-control': 'no-store',
      ...headers,
    },
  });
}

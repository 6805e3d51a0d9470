import type { ExportRequest } from '../../contract/api/query.ts';
import { send } from './api.ts';

const nameIn = (header: string | null): string | undefined => /filename="?([^";]+)"?/.exec(header ?? '')?.[1];

/** Asks a route for a file and hands it to the browser as a download. */
export const downloadFrom = async (path: string, request: unknown): Promise<void> => {
  const response = await send('POST', path, request);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = nameIn(response.headers.get('content-disposition')) ?? 'tandem.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

/** A CSV of exactly these numbers. */
export const downloadCsv = (request: ExportRequest): Promise<void> => downloadFrom('/export', request);

import type { ExportRequest } from '../../contract/api/query.ts';
import { send } from './api.ts';

const nameIn = (header: string | null): string | undefined => /filename="?([^";]+)"?/.exec(header ?? '')?.[1];

/** Asks the server for a CSV of exactly these numbers and hands it to the browser as a download. */
export const downloadCsv = async (request: ExportRequest): Promise<void> => {
  const response = await send('POST', '/export', request);
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = nameIn(response.headers.get('content-disposition')) ?? 'tandem.csv';
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
};

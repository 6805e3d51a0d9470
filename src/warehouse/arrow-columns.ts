import { tableFromIPC, tableToIPC } from 'apache-arrow';

/** The columns at these positions of an Arrow IPC stream, in that order, as a stream of their own. */
export const arrowColumns = (body: Uint8Array, positions: readonly number[]): Uint8Array =>
  tableToIPC(tableFromIPC(body).selectAt([...positions]), 'stream');

import type { OrderStatusExport } from '../../pipelines/write-back/export-order-status.ts';
import { statusWorkspace, type TestOrder } from './order-status.ts';
import { sendStatus } from './send-status.ts';
import type { TrytonServer } from './tryton-server.ts';

/** Makes a workspace at `dir` whose only target is a live ERP. */
export const notesWorkspace = (dir: string, url: string): void =>
  statusWorkspace(
    dir,
    `{ id: cycles, system: tryton, live: { url: '${url}', database: tandem, user: admin, password_env: NOTE_PASSWORD } }`,
  );

/** Sends where these orders stand to the live ERP of a workspace. */
export const sendNotes = (
  dir: string,
  orders: readonly TestOrder[],
  identity: Record<string, string> = {},
  options: Partial<OrderStatusExport> = {},
) =>
  sendStatus(
    dir,
    'cycles',
    { generation: 'aaaaaaaaaaaa', orders, identity },
    { environment: { NOTE_PASSWORD: 'tandempw' }, ...options },
  );

/** All notes of one record. */
export const notesOn = async (
  erp: TrytonServer,
  resource: string,
): Promise<{ id: number; message: string }[]> =>
  (await erp.call('ir.note', 'search_read', [['resource', '=', resource]], 0, null, null, ['message'])) as {
    id: number;
    message: string;
  }[];

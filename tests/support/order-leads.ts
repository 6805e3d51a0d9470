import { fixtureMembers, type CoreRow } from './core-fixture.ts';

/** Rows of each table of a fixture. */
export type Tables = Record<string, CoreRow[]>;

/** Every fourth opportunity came from a lead; a dozen leads became none, half of them are still worked on. */
export function addLeads(tables: Tables, dayFrom: (days: number) => string): void {
  const documents = tables['mart_thread_document'] ?? [];
  const ties = tables['bridge_transaction_thread'] ?? [];
  const add = (at: number, thread: CoreRow, to: CoreRow | null, isTied: boolean): void => {
    const id = `crm|00Q77${String(1_000 + at)}`;
    const thread_id = thread['thread_id'] ?? id;
    const { region = null, channel = null, customer_no = 0 } = thread;
    documents.push({
      thread_id,
      region,
      channel,
      customer_no,
      kind: 'lead',
      document_id: id,
      number: `00Q77${String(1_000 + at)}`,
      title: `Motors wanted ${String(at)}`,
      state: 'Working',
      event_on: dayFrom(-90 - at),
      _source: 'crm',
    });
    if (!isTied) return;
    ties.push({
      thread_id,
      thread_kind: to === null ? 'lead' : thread_id === to['document_id'] ? 'opportunity' : 'order',
      region,
      channel,
      from_kind: 'lead',
      from_id: id,
      to_kind: 'opportunity',
      to_id: to?.['document_id'] ?? null,
      rule: to === null ? 'missing' : 'explicit_ref',
      confidence: to === null ? '0' : '1',
      gap: to === null ? 'no_opportunity_yet' : null,
    });
  };
  const opportunities = documents.filter(({ kind }) => kind === 'opportunity');
  for (const [at, row] of opportunities.entries()) {
    if (at % 4 !== 0) continue;
    const [region, channel] =
      row['thread_id'] === row['document_id']
        ? [row['region'] ?? null, row['channel'] ?? null]
        : marketOf(tables, row['thread_id']);
    add(at, { ...row, region, channel }, row, true);
  }
  for (let at = 0; at < 12; at++)
    add(
      1_000 + at,
      {
        region: fixtureMembers.region[at % fixtureMembers.region.length] ?? null,
        channel: fixtureMembers.channel[at % fixtureMembers.channel.length] ?? null,
        customer_no: 0,
      },
      null,
      at % 2 === 0,
    );
}

/** Region and channel of an order. */
function marketOf(tables: Tables, order: CoreRow[string] | undefined): [CoreRow[string], CoreRow[string]] {
  const row = (tables['mart_order_status'] ?? []).find(({ order_id }) => order_id === order);
  return [row?.['region'] ?? null, row?.['channel'] ?? null];
}

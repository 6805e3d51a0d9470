import type { ServingLease } from '../queries/serving.ts';
import type { RouteContext } from '../routing/route-context.ts';
import { csvResponse } from './csv-response.ts';
import type { Download } from './download.ts';

/** Writes a download into the audit and gives it as CSV, with its generation and how much of it there is. */
export async function handOut(
  { services, person, address }: Pick<RouteContext, 'services' | 'person' | 'address'>,
  { generation, asOf }: Pick<ServingLease, 'generation' | 'asOf'>,
  { name, rows, total, columns, blocks, missing = {} }: Download,
  cap: number,
  ended: (error?: unknown) => void = () => undefined,
): Promise<Response> {
  await services.store.audit.append({
    userId: person.user.id,
    email: person.user.email,
    action: 'export',
    outcome: 'ok',
    address,
    generation,
    detail: { what: name, rows },
  });
  return csvResponse({
    columns,
    blocks,
    file: `tandem-${name}-${asOf}.csv`,
    headers: {
      'x-tandem-generation': generation,
      'x-tandem-as-of': asOf,
      'x-tandem-rows': String(rows),
      'x-tandem-total-rows': String(total),
      'x-tandem-row-cap': String(cap),
      ...(missing.knownFrom === undefined ? {} : { 'x-tandem-known-from': missing.knownFrom }),
      ...(missing.notKeptBy === undefined ? {} : { 'x-tandem-not-kept-by': missing.notKeptBy.join(' ') }),
    },
    ended,
  });
}

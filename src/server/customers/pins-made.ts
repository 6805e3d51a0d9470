import type { Cell } from '../../contract/api/cell.ts';
import type { Services } from '../services.ts';
import type { Pin } from './group-offers.ts';

/**
 * [C360-4] Who pinned the values of these offers and when, by decision; who, only where names of persons may be read.
 * Neither of a decision that the journal does not have.
 */
export function pinsMade(
  services: Pick<Services, 'identity'>,
  offers: readonly Readonly<Record<string, Cell>>[],
  maskPersonal: boolean,
): (decision: string) => Pin {
  const asked = new Set(offers.map((row) => row['decision']).filter((id) => typeof id === 'string'));
  const made = new Map<string, Pin>(
    (asked.size === 0 ? [] : services.identity.decisions.list().decisions)
      .filter(({ id }) => asked.has(id))
      .map(({ id, by, at }) => [id, { by: maskPersonal ? null : by, at }]),
  );
  return (decision) => made.get(decision) ?? { by: null, at: null };
}

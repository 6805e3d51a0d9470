import type { OrderLine, OrderResponse } from '../../contract/api/orders.ts';

type Reason = OrderResponse['reasons'][number];

const isBlocked = ({ promise, cause, expectedOn }: OrderLine): boolean =>
  promise !== null && (cause === 'payment_hold' || promise.uncovered > 0 || expectedOn === null);

/** [ORDERS-4] Why lines are late or blocked: lines with the same cause and the same supply give one reason; the latest first. */
export function orderReasons(lines: readonly OrderLine[]): Reason[] {
  const reasons = new Map<string, Reason>();
  for (const line of lines) {
    const { cause, promise } = line;
    if (cause === null || promise === null || cause === 'not_yet_due' || !(line.isLate || isBlocked(line)))
      continue;
    const { kind, number, expectedOn, daysLate } = promise.supply;
    const key = JSON.stringify([cause, kind, number]);
    const known = reasons.get(key);
    reasons.set(key, {
      code: cause,
      daysLate: Math.max(line.daysLate, known?.daysLate ?? 0),
      lines: [...(known?.lines ?? []), line.lineId],
      supplyKind: kind,
      supplyNumber: number,
      supplyOn: expectedOn,
      supplyDaysLate: daysLate,
    });
  }
  return [...reasons.values()].sort((a, b) => b.daysLate - a.daysLate);
}

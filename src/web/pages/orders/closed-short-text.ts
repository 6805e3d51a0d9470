import type { OrderLine } from '../../../contract/api/orders.ts';
import type { MessageArguments, MessageKey } from '../../../messages/translate.ts';

type Told = Pick<OrderLine, 'isShortClosed' | 'isService' | 'shipped' | 'invoiced' | 'quantity'>;

interface Words {
  readonly say: (key: MessageKey, values?: MessageArguments) => string;
  readonly number: (value: number) => string;
  /** Of the line's quantities. */
  readonly unit: string;
}

/** [STATUS-12] How much of a line came before its order was closed, and that the rest will not; nothing of any other line. */
export const closedShortText = (line: Told, { say, number, unit }: Words): string | undefined => {
  if (!line.isShortClosed) return undefined;
  if (!line.isService && line.shipped <= 0) return say('orders.line.closed_none');
  return say(line.isService ? 'orders.line.closed_service' : 'orders.line.closed_short', {
    done: number(line.isService ? line.invoiced : line.shipped),
    all: number(line.quantity),
    unit,
  });
};

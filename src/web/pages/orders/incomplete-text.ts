import type { FoundOrder } from '../../../contract/api/orders.ts';
import type { MessageArguments, MessageKey } from '../../../messages/translate.ts';

type Told = Pick<FoundOrder, 'isIncomplete' | 'lineCount'>;

interface Words {
  readonly say: (key: MessageKey, values?: MessageArguments) => string;
  /** What did not come in is worth, as it is told; left out where it is not known. */
  readonly missing: string | undefined;
}

/** [ORD-4] What of an order did not come in, as a mark in a list and as a sentence; nothing where all of it did. */
export const incompleteText = (
  { isIncomplete, lineCount }: Told,
  { say, missing }: Words,
): { readonly mark: string; readonly sentence: string } | undefined => {
  if (!isIncomplete) return undefined;
  const amount = missing ?? 'none';
  return {
    mark: say('orders.incomplete.mark', { amount }),
    sentence: say(lineCount === 0 ? 'orders.incomplete.all' : 'orders.incomplete.some', { amount }),
  };
};

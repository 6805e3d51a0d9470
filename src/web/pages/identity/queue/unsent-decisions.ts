import type { UnsentDecision, UnsentStore } from './decision-queue.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isUnsent = (value: unknown): value is UnsentDecision =>
  isObject(value) &&
  typeof value['key'] === 'string' &&
  isObject(value['input']) &&
  typeof value['input']['kind'] === 'string' &&
  typeof value['name'] === 'string' &&
  Array.isArray(value['overrules']) &&
  (value['state'] === 'sending' || value['state'] === 'undoing');

/**
 * Decisions of one person in one workspace that the server has not confirmed, kept as long as the tab is open. What cannot
 * be read is left out; where nothing can be kept (a full or forbidden storage) nothing is.
 */
export const unsentDecisions = (
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>,
  workspace: string,
  person: string,
): UnsentStore => {
  const name = `tandem.unsent.${JSON.stringify([workspace, person])}`;
  return {
    read: () => {
      try {
        const kept: unknown = JSON.parse(storage.getItem(name) ?? '[]');
        return Array.isArray(kept) ? kept.filter(isUnsent) : [];
      } catch {
        return [];
      }
    },
    write: (unsent) => {
      try {
        if (unsent.length === 0) storage.removeItem(name);
        else storage.setItem(name, JSON.stringify(unsent));
      } catch {
        // Storage is full or forbidden: the question before leaving is what is left.
      }
    },
  };
};

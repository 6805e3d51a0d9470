import { codeBook } from '../code/code-book.ts';
import { plainLevels, type CompareTask } from './find-levels.ts';
import { intList } from '../code/int-list.ts';
import { kernelLevels } from '../kernel/kernel-levels.ts';

/** Values of a field that differ and may be alike: codes of two values, each two once, and the pairs that have them. */
export interface Differing {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly pair: Int32Array;
  /** Which of the two values above a pair has. */
  readonly values: Int32Array;
}

/**
 * Compares the pairs from … to − 1: -1 where a value is missing or counted elsewhere. Equal values need no comparison, nor do
 * those whose signatures rule out a likeness; what is left is given, for each field.
 */
export function compareSpan(task: CompareTask, from: number, to: number): Differing[] {
  const lists = task.fields.map(() => ({
    // Some of the pairs have values that may be alike.
    book: codeBook((to - from) >> 2),
    left: intList(),
    right: intList(),
    pair: intList(),
    values: intList(),
  }));
  const find = (task.kernel === undefined ? undefined : kernelLevels(task.kernel, task)) ?? plainLevels(task);
  find(from, to, (pair, field, a, b) => {
    const list = lists[field];
    if (list === undefined) return;
    const value = list.book.code(a, b);
    if (value > list.left.size) {
      list.left.push(a);
      list.right.push(b);
    }
    list.pair.push(pair);
    list.values.push(value - 1);
  });
  return lists.map((list) => ({
    left: list.left.items(),
    right: list.right.items(),
    pair: list.pair.items(),
    values: list.values.items(),
  }));
}

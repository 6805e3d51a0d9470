import { closeSync, existsSync, openSync, readFileSync, readSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { TandemError } from '../../../../src/contract/errors.ts';
import { answerColumn } from '../read/read-decided.ts';

const peeked = 4_096;

/** The names in the first line of a CSV file. */
function headingOf(file: string): string[] {
  const bytes = Buffer.alloc(peeked);
  const handle = openSync(file, 'r');
  const size = readSync(handle, bytes, 0, peeked, 0);
  closeSync(handle);
  const [first = ''] = bytes.toString('utf8', 0, size).split(/\r?\n/);
  return first.split(/[,;\t]/).map((name) => name.replace(/^[\s"\uFEFF]+|[\s"]+$/g, '').toLowerCase());
}

/** Whether it is a list for review in which somebody has begun to answer. */
function hasAnswers(file: string): boolean {
  const heading = headingOf(file);
  const [left, right, at] = [heading[0] ?? '', heading[1] ?? '', heading.indexOf(answerColumn)];
  if (at < 0 || !/^left_/.test(left) || !/^(left|right)_/.test(right)) return false;
  const [, ...rows] = readFileSync(file, 'utf8').split(/\r?\n/);
  // Names before the answer hold no line breaks; one with a comma in it only makes the check too careful.
  return rows.some((row) => (row.split(/[,;\t]/)[at] ?? '').replace(/["\s]/g, '') !== '');
}

/**
 * Throws `bad_request` where a result cannot go: where there is no folder, over a folder, over what it is made of (`read`), or over
 * a list in which people have answered ([LINK-56]).
 */
export function checkOutput(output: string, read: readonly string[]): void {
  const refuse = (reason: string, file = output): never => {
    throw new TandemError('bad_request', { reason, file });
  };
  if (!existsSync(dirname(output))) refuse('output_no_folder', dirname(output));
  if (!existsSync(output)) return;
  if (!statSync(output).isFile()) refuse('output_is_no_file');
  if (read.some((file) => existsSync(file) && realpathSync(file) === realpathSync(output)))
    refuse('output_is_input');
  if (hasAnswers(output)) refuse('output_has_answers');
}

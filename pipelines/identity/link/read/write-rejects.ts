import { rmSync, writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { LeftOutLine } from './read-input.ts';

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Where the lines left out of a result are listed: `links.csv` has its own in `links.rejects.csv`. */
export const rejectsFile = (output: string): string =>
  `${output.slice(0, output.length - extname(output).length)}.rejects.csv`;

/**
 * Lists the lines that were left out beside the output: file, line, rule and text. Without any there is no such file, and
 * one of an earlier run is removed. Gives its name.
 */
export function writeRejects(output: string, lines: readonly LeftOutLine[]): string | undefined {
  const file = rejectsFile(output);
  if (lines.length === 0) {
    rmSync(file, { force: true });
    return undefined;
  }
  const rows = lines.map((one) => [cell(one.file), one.line, one.rule, cell(one.text)].join(','));
  writeFileSync(file, `file,line,rule,text\n${rows.join('\n')}\n`);
  return file;
}

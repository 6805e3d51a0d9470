import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const hasOpenQuote = (line: string): boolean => (line.match(/"/g)?.length ?? 0) % 2 === 1;

/**
 * Copies a workspace's extracts with the records of every file in reverse order, and every file of `split` cut in
 * two. Files with a field over several lines are copied as they are.
 * @param split tells by its name whether a file is cut
 */
export function reorderedExtracts(from: string, to: string, split: (name: string) => boolean): void {
  for (const file of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.csv')) continue;
    const bytes = readFileSync(join(from, file));
    const lines = bytes.toString('latin1').split('\n');
    if (lines.at(-1) === '') lines.pop();
    const write = (name: string, content: readonly string[]): void => {
      mkdirSync(dirname(join(to, name)), { recursive: true });
      writeFileSync(join(to, name), Buffer.from(`${content.join('\n')}\n`, 'latin1'));
    };
    if (lines.some(hasOpenQuote)) {
      write(file, lines);
      continue;
    }
    const [header = '', ...records] = lines;
    records.reverse();
    const middle = split(file) ? Math.floor(records.length / 3) : records.length;
    write(file, [header, ...records.slice(0, middle)]);
    if (middle < records.length)
      write(file.replace(/\.csv$/, '-rest.csv'), [header, ...records.slice(middle)]);
  }
}

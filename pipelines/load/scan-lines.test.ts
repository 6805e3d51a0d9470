import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { scanLines } from './scan-lines.ts';

const dir = mkdtempSync(join(tmpdir(), 'tandem-scan-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const bytes = fc
  .array(
    fc.oneof(
      {
        weight: 12,
        arbitrary: fc.constantFrom('a,b,c\n', '"a","b","c"\n', '"a ""b""",2,"c"\r\n', 'ab,"c, d",\n'),
      },
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          'a',
          'Ω',
          ',',
          '"',
          '\n',
          '\r',
          '\r\n',
          ' ',
          '\t',
          '\0',
          '""',
          'abcdefghijklmnop',
        ),
      },
    ),
    { maxLength: 90 },
  )
  .map((parts) => Buffer.from(parts.join('')));

test('The fast scan of a file finds what the slow one finds, however damaged the file is and wherever a window ends [LOAD-14 LOAD-15 LOAD-16]', () => {
  const file = join(dir, 'random.csv');
  fc.assert(
    fc.property(
      bytes,
      fc.constantFrom(',', '\t'),
      fc.constantFrom('"', ''),
      fc.constantFrom(undefined, 48, 64, 200),
      (content, delimiter, quote, windowBytes) => {
        const text = delimiter === ',' ? content : Buffer.from(content.toString().replaceAll(',', '\t'));
        writeFileSync(file, Buffer.concat([Buffer.from(['x', 'y', 'z\n'].join(delimiter)), text]));
        const options = {
          delimiter,
          quote,
          headerRow: 1,
          framed: false,
          ...(windowBytes === undefined ? {} : { windowBytes }),
        };
        expect(scanLines(file, options)).toEqual(scanLines(file, { ...options, slow: true }));
      },
    ),
    { numRuns: 500 },
  );
});

test('The fast scan numbers the lines of a long file and remembers where every 64th begins', () => {
  const file = join(dir, 'long.csv');
  const lines = ['x,y', ...Array.from({ length: 5000 }, (_, at) => (at % 97 === 0 ? `${at},"a` : `${at},b`))];
  writeFileSync(file, lines.join('\r\n'));
  const scan = scanLines(file, {
    delimiter: ',',
    quote: '"',
    headerRow: 1,
    framed: false,
    windowBytes: 4096,
  });
  expect(scan.damages.map((damage) => damage.line)).toEqual(
    lines.flatMap((line, at) => (line.includes('"') ? [at + 1] : [])),
  );
  expect(scan.offsets[3]).toBe(lines.slice(0, 192).join('\r\n').length + 2);
  expect(scan.records + scan.damages.length).toBe(5000);
});

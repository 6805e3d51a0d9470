import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { extractReader, type TextLayout } from './extract-reader.ts';
import { indexLines } from './index-lines.ts';
import { recordAt } from './record-at.ts';

const layout: TextLayout = { headerRow: 1, encoding: 'utf-8', quote: '"' };
const digest = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');

let dir: string;
let file: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'tandem-lines-'));
  file = join(dir, 'a.csv');
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe('one record of an extract', () => {
  it('[DATA-3] any record of any file is found by its line, wherever the index and the blocks are cut', async () => {
    const field = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('a\nb', '"', 'x\r\n\ny', '', '好', 'z'.repeat(300)),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(field, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 30 }),
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (records, end, every) => {
          const texts = records.map((cells) =>
            cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','),
          );
          writeFileSync(file, texts.map((text) => text + end).join(''));
          const handle = await open(file);
          try {
            const index = await indexLines(handle, every);
            expect(index.sha256).toBe(digest(texts.map((text) => text + end).join('')));
            let line = 1;
            for (const text of texts) {
              expect((await recordAt(handle, index, line, '"'))?.toString()).toBe(text + end);
              line += text.split('\n').length;
            }
            expect(await recordAt(handle, index, line, '"')).toBeUndefined();
          } finally {
            await handle.close();
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[DATA-3] a record past many blocks, and the header, are read in the encoding of the file', async () => {
    const lines = ['\uFEFFid,name', ...Array.from({ length: 60_000 }, (_, at) => `${at},"Name ${at}, 中文"`)];
    writeFileSync(file, lines.join('\r\n'));
    const sha256 = digest(Buffer.from(lines.join('\r\n')));
    const reader = extractReader();
    for (const line of [2, 4_096, 4_097, 4_098, 50_000, 60_001])
      expect(await reader.read(file, sha256, line, layout)).toEqual({
        header: 'id,name',
        raw: lines[line - 1],
      });
    expect(await reader.read(file, sha256, 70_000, layout)).toEqual({ header: 'id,name', raw: null });
    expect(await reader.read(join(dir, 'none.csv'), sha256, 2, layout)).toBeUndefined();
  });

  it('[DATA-3] a file that became another is never quoted, also not when its times and size are put back', async () => {
    writeFileSync(file, 'id\n1\n2\n');
    const at = new Date('2026-01-01T00:00:00Z');
    utimesSync(file, at, at);
    const sha256 = digest('id\n1\n2\n');
    const reader = extractReader();
    expect((await reader.read(file, sha256, 3, layout))?.raw).toBe('2');
    writeFileSync(file, 'id\n1\n9\n');
    utimesSync(file, at, at);
    expect(await reader.read(file, sha256, 3, layout)).toBeUndefined();
    writeFileSync(file, 'id\n1\n2\n');
    expect((await reader.read(file, sha256, 3, layout))?.raw).toBe('2');
    appendFileSync(file, '\n');
    expect(await reader.read(file, sha256, 3, layout)).toBeUndefined();
  });

  it('a quote that is never closed shows the beginning of the rest, not a whole file', async () => {
    const text = `id\n"${'x'.repeat(99)}\n`.padEnd(500_000, 'y\n');
    writeFileSync(file, text);
    const answer = await extractReader().read(file, digest(text), 2, layout);
    expect(answer?.raw).toHaveLength(65_536);
  });
});

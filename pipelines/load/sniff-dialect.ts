import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { extname } from 'node:path';
import { splitHeader } from './split-header.ts';
import type { Format } from './system-schema.ts';
import { markedEncoding } from './transcode.ts';

export interface Dialect {
  readonly format: Format & { type: NonNullable<Format['type']> };
  /** What was seen that speaks for it, one fact a line. */
  readonly evidence: readonly string[];
}

const sampleBytes = 1 << 18;

/** Recognises how a file is written from its name and its first 256 KiB. */
export function sniffDialect(file: string): Dialect {
  const bytes = head(file);
  const extension = extname(file).toLowerCase();
  if (bytes.subarray(0, 4).toString('latin1') === 'PAR1')
    return { format: { type: 'parquet' }, evidence: ['begins with PAR1'] };
  if (bytes.subarray(0, 2).toString('latin1') === 'PK')
    return { format: { type: 'xlsx' }, evidence: ['a ZIP container: an XLSX workbook'] };
  const { encoding, evidence } = sniffEncoding(file, bytes);
  const text = new TextDecoder(encoding === 'cp1252' ? 'windows-1252' : encoding)
    .decode(bytes)
    .replace(/^\uFEFF/, '');
  const lines = text.split(/\r?\n/);
  if (bytes.length === sampleBytes) lines.pop();
  const first = lines.find((line) => line.trim() !== '') ?? '';
  if (/^\s*\[/.test(first)) return { format: { type: 'json' }, evidence: [...evidence, 'begins with ['] };
  if (/^\s*\{/.test(first)) {
    const type =
      extension === '.json' && !lines.slice(0, 2).every((line) => /^\s*\{.*\}\s*$/.test(line) || line === '')
        ? 'json'
        : 'ndjson';
    return { format: { type }, evidence: [...evidence, 'begins with {'] };
  }
  const framed = lines.filter((line) => /^\|.*\|\s*$/.test(line)).length;
  if (framed > 2 && lines.some((line) => /^-{10,}$/.test(line.trim()))) {
    return {
      format: { type: 'sap_list', ...withEncoding(encoding) },
      evidence: [...evidence, `${framed} lines framed by | and rules of dashes: a SAP list`],
    };
  }
  return delimited(lines, encoding, evidence);
}

function delimited(lines: readonly string[], encoding: string, evidence: readonly string[]): Dialect {
  const sample = lines.slice(0, 200);
  const scored = [',', ';', '\t', '|'].map((delimiter) => {
    const widths = sample.map((line) => (line === '' ? 0 : splitHeader(line, delimiter, '"').length));
    const usual = mode(widths.filter((width) => width > 1));
    return { delimiter, usual, agree: widths.filter((width) => width === usual).length, widths };
  });
  const best = scored.sort((a, b) => b.agree * Math.min(b.usual, 50) - a.agree * Math.min(a.usual, 50))[0];
  if (best === undefined || best.usual < 2)
    return { format: { type: 'csv', ...withEncoding(encoding) }, evidence: [...evidence, 'one column'] };
  const headerRow =
    Math.max(
      best.widths.findIndex(
        (width, at) => width === best.usual && isHeader(sample[at] ?? '', best.delimiter),
      ),
      0,
    ) + 1;
  return {
    format: {
      type: best.delimiter === '\t' ? 'tsv' : 'csv',
      ...withEncoding(encoding),
      ...(best.delimiter === ',' || best.delimiter === '\t' ? {} : { delimiter: best.delimiter }),
      ...(headerRow === 1 ? {} : { header_row: headerRow }),
    },
    evidence: [
      ...evidence,
      `${best.agree} of ${sample.filter((line) => line !== '').length} lines have ${best.usual} fields separated by ${best.delimiter === '\t' ? 'tab' : best.delimiter}`,
      ...(headerRow === 1 ? [] : [`the first ${headerRow - 1} lines are titles`]),
    ],
  };
}

const isHeader = (line: string, delimiter: string): boolean => {
  const cells = splitHeader(line, delimiter, '"');
  return cells.filter((cell) => cell !== '').length > cells.length / 2;
};

const withEncoding = (encoding: string): { encoding?: NonNullable<Format['encoding']> } =>
  encoding === 'utf-8' ? {} : { encoding: encoding as NonNullable<Format['encoding']> };

function sniffEncoding(file: string, bytes: Buffer): { encoding: string; evidence: string[] } {
  const marked = markedEncoding(file);
  if (marked !== undefined) return { encoding: marked, evidence: [`a byte-order mark: ${marked}`] };
  const whole = bytes.length < sampleBytes ? bytes : bytes.subarray(0, bytes.lastIndexOf(10) + 1);
  if (decodes(whole, 'utf-8'))
    return {
      encoding: 'utf-8',
      evidence: [whole.some((byte) => byte > 127) ? 'valid UTF-8 beyond ASCII' : 'ASCII only'],
    };
  const { valid, beyond } = utf8Lines(whole);
  if (valid * 2 > beyond)
    return {
      encoding: 'utf-8',
      evidence: [`${valid} of ${beyond} lines beyond ASCII are valid UTF-8, the others are damaged`],
    };
  const chinese = decodes(whole, 'gb18030') ? new TextDecoder('gb18030').decode(whole) : '';
  const han = (chinese.match(/\p{Script=Han}/gu) ?? []).length;
  const high = whole.filter((byte) => byte > 127).length;
  // Chinese characters stand together, accented letters mostly alone between plain ones.
  const alone = whole.filter(
    (byte, at) => byte > 127 && (whole[at - 1] ?? 0) < 128 && (whole[at + 1] ?? 0) < 128,
  ).length;
  if (han * 2 > high * 0.8 && alone * 2 < high)
    return {
      encoding: 'gb18030',
      evidence: [`not UTF-8; read as GB 18030 it holds ${han} Chinese characters`],
    };
  return { encoding: 'cp1252', evidence: ['not UTF-8; single accented bytes as in Windows-1252'] };
}

/** How many lines hold more than ASCII, and how many of these are valid UTF-8: one damaged line does not make another encoding. */
function utf8Lines(bytes: Buffer): { valid: number; beyond: number } {
  let [valid, beyond, from] = [0, 0, 0];
  while (from < bytes.length) {
    const end = bytes.indexOf(10, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end);
    if (line.some((byte) => byte > 127)) {
      beyond++;
      if (isUtf8(line)) valid++;
    }
    from += line.length + 1;
  }
  return { valid, beyond };
}

function decodes(bytes: Buffer, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function head(file: string): Buffer {
  const descriptor = openSync(file, 'r');
  const bytes = Buffer.alloc(sampleBytes);
  const read = readSync(descriptor, bytes, 0, sampleBytes, 0);
  closeSync(descriptor);
  return bytes.subarray(0, read);
}

function mode(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

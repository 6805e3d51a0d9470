import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';
import { recordScanner } from './record-scanner.ts';
import { splitHeader } from './split-header.ts';

export type DamageRule = 'broken_quotes' | 'wrong_column_count' | 'bad_encoding' | 'bad_json';

/** A line that is no record: its physical line, what is wrong with it and its text. */
export interface Damage {
  readonly line: number;
  readonly rule: DamageRule;
  readonly value: string;
  readonly raw: string;
}

/** Bytes of the file to be replaced so that every physical line is one record (see write-clean.ts). */
export interface Edit {
  readonly start: number;
  readonly end: number;
  /** blank and damaged: a stand-in record for one line; join: a record over several lines, folded into one. */
  readonly kind: 'blank' | 'damaged' | 'join';
}

export interface LineScan {
  readonly header: string[];
  /** Line of the header, from 1. */
  readonly headerLine: number;
  readonly damages: Damage[];
  readonly edits: Edit[];
  readonly crlf: 'none' | 'all' | 'mixed';
  /** Some field has white space at its edge. */
  readonly padded: boolean;
  readonly records: number;
  readonly bytes: number;
  /** Byte offset of every 64th line: line 1, 65, … */
  readonly offsets: number[];
}

export interface ScanOptions {
  readonly delimiter: string;
  readonly quote: string;
  readonly headerRow: number;
  /** SAP list: records are the lines framed by `|`. */
  readonly framed: boolean;
  /** The text was transcoded: U+FFFD marks a byte that had no meaning. */
  readonly transcoded?: boolean;
  readonly windowBytes?: number;
  /** Every record is taken by the way for damaged ones: slower, and what tests compare with. */
  readonly slow?: boolean;
}

const LF = 10;
const CR = 13;
const replacement = Buffer.from('\uFFFD');
const NOTHING = 0;
const DELIMITER = 1;
const NEWLINE = 2;
const QUOTE = 3;
const SPACE = 4;
const NUL = 5;
const longestRecord = 1 << 20;
const mostLines = 200;
export const offsetEvery = 64;
const windowBytes = 8 << 20;
const scanner = recordScanner(windowBytes);

/** Whole records that were scanned: their bytes, where these stand in the file, and what must be mended in them. */
export type OnScanned = (bytes: Buffer, base: number, edits: readonly Edit[]) => void;

/**
 * One pass over the bytes of a UTF-8 file: finds the records and proves quoting, column counts and encoding. A line
 * whose quoting is broken is named and left; the next line starts afresh, so it takes no neighbour along.
 */
export function scanLines(file: string, options: ScanOptions): LineScan {
  const scanner = new LineScanner(file, options);
  const edits: Edit[] = [];
  scanner.advance(Number.MAX_SAFE_INTEGER, (_bytes, _base, found) => {
    for (const edit of found) edits.push(edit);
  });
  return { ...scanner.found(), edits };
}

/** The same pass in steps, so that what has been scanned can be used while the rest is. */
export class LineScanner {
  private readonly file: string;
  private readonly options: ScanOptions;
  private scanner = scanner;
  private readonly kinds = new Uint8Array(256);
  private readonly damages: Damage[] = [];
  private edits: Edit[] = [];
  private readonly offsets: number[] = [];
  private header: string[] | undefined;
  private headerBytes: Buffer | undefined;
  private headerLine = 0;
  private expected = 0;
  private line = 0;
  private records = 0;
  private crlfLines = 0;
  private lfLines = 0;
  private padded = false;
  private checkLines = false;
  private checkMarks = false;
  /** File offset of window[0]. */
  private base = 0;

  constructor(file: string, options: ScanOptions) {
    this.file = file;
    this.options = options;
    this.kinds[options.delimiter.charCodeAt(0)] = DELIMITER;
    this.kinds[LF] = NEWLINE;
    this.kinds[0] = NUL;
    this.kinds[32] = SPACE;
    if (options.delimiter !== '\t') this.kinds[9] = SPACE;
    if (options.quote !== '') this.kinds[options.quote.charCodeAt(0)] = QUOTE;
  }

  /** Scans about `limit` further bytes, hands over whole records, and tells whether there is more. */
  advance(limit: number, onScanned: OnScanned): boolean {
    const descriptor = openSync(this.file, 'r');
    try {
      let window = this.scanner.window.subarray(0, Math.min(this.options.windowBytes ?? windowBytes, limit));
      let kept = 0;
      const stop = this.base + limit;
      while (this.base < stop) {
        if (kept === window.length) {
          this.scanner = recordScanner(window.length * 2);
          window.copy(this.scanner.window);
          window = this.scanner.window;
        }
        const read = readSync(descriptor, window, kept, window.length - kept, this.base + kept);
        const length = kept + read;
        const used = Math.min(this.consume(window.subarray(0, length), read === 0), length);
        onScanned(window.subarray(0, used), this.base, this.edits);
        this.edits = [];
        window.copyWithin(0, used, length);
        kept = length - used;
        this.base += used;
        if (read === 0) return false;
      }
      return true;
    } finally {
      closeSync(descriptor);
    }
  }

  /** What was found so far; damages and offsets grow with every step. */
  found(): LineScan {
    return {
      header: this.header ?? [],
      headerLine: this.headerLine,
      damages: this.damages,
      edits: this.edits,
      crlf: this.crlfLines === 0 ? 'none' : this.lfLines === 0 ? 'all' : 'mixed',
      padded: this.padded,
      records: this.records,
      bytes: this.base,
      offsets: this.offsets,
    };
  }

  /** Handles whole records of the window; returns how many bytes are done with. */
  private consume(window: Buffer, last: boolean): number {
    this.checkLines = !isUtf8(window.subarray(0, last ? window.length : window.lastIndexOf(LF) + 1));
    this.checkMarks = this.options.transcoded === true && window.includes(replacement);
    const plain = !this.checkLines && !this.checkMarks && !this.options.framed && this.options.slow !== true;
    let at = 0;
    while (at < window.length) {
      if (plain && this.header !== undefined) at = this.plainRecords(at, window.length);
      if (at >= window.length) break;
      const next =
        this.header === undefined ? this.preamble(window, at, last) : this.record(window, at, last);
      if (next < 0) break;
      at = next;
    }
    return at;
  }

  /** Passes over plain records; returns where the first other one starts. */
  private plainRecords(from: number, end: number): number {
    const { delimiter, quote } = this.options;
    const found = this.scanner.scan(from, end, {
      delimiter: delimiter.charCodeAt(0),
      quote: quote === '' ? 256 : quote.charCodeAt(0),
      columns: this.expected,
      line: this.line,
      padded: this.padded,
    });
    for (const mark of found.marks) this.offsets.push(this.base + mark);
    this.line += found.records;
    this.records += found.records;
    this.crlfLines += found.crlfLines;
    this.lfLines += found.records - found.crlfLines;
    this.padded ||= found.padded;
    return found.next;
  }

  /** Lines up to and including the header. */
  private preamble(window: Buffer, start: number, last: boolean): number {
    const newline = window.indexOf(LF, start);
    if (newline < 0 && !last) return -1;
    const end = newline < 0 ? window.length : newline;
    const next = newline < 0 ? end : newline + 1;
    this.startLine(start);
    const isHeader = this.options.framed ? window[start] === 124 : this.line === this.options.headerRow;
    if (isHeader) {
      this.headerBytes = Buffer.from(window.subarray(start, end));
      const text = this.headerBytes.toString('utf8').replace(/\r$/, '');
      this.header = splitHeader(text, this.options.delimiter, this.options.quote);
      this.expected = this.header.length;
      this.headerLine = this.line;
    }
    this.edits.push({ start: this.base + start, end: this.base + end, kind: 'blank' });
    this.countNewline(window, end, next > end);
    return next;
  }

  private record(window: Buffer, start: number, last: boolean): number {
    const { kinds, expected } = this;
    const length = window.length;
    let quoted = false;
    let columns = 1;
    let firstNewline = -1;
    let newlines = 0;
    let at = start;
    let broken = false;
    let zero = false;
    for (; at < length; at++) {
      const kind = kinds[window[at] ?? 0];
      if (kind === NOTHING) continue;
      if (kind === SPACE) this.notePadding(window, start, at);
      else if (kind === NUL) zero = true;
      else if (quoted) {
        if (kind === NEWLINE) {
          if (firstNewline < 0) firstNewline = at;
          broken = ++newlines > mostLines || at - start > longestRecord;
          if (broken) break;
        } else if (kind === QUOTE) {
          if (at + 1 >= length && !last) break;
          if (window[at + 1] === window[at]) at++;
          else if (this.endsField(window, at + 1)) quoted = false;
          else {
            broken = true;
            break;
          }
        }
      } else if (kind === NEWLINE) break;
      else if (kind === DELIMITER) columns++;
      else if (at === start || kinds[window[at - 1] ?? 0] === DELIMITER) quoted = true;
    }
    if (at + 1 >= length && quoted && !last && !broken) at = length;
    if (at >= length && !last && !broken)
      return this.tooLong(window, start) ? this.damaged(window, start, last, 'broken_quotes') : -1;
    if (broken || quoted) return this.damaged(window, start, last, 'broken_quotes');
    const end = Math.min(at, length);
    if (firstNewline >= 0 && columns !== expected) return this.damaged(window, start, last, 'broken_quotes');
    const contentEnd = end > start && window[end - 1] === CR ? end - 1 : end;
    if (contentEnd === start) return this.blankLine(window, start, end);
    if (this.options.framed && this.isDecoration(window, start, contentEnd))
      return this.blankLine(window, start, end);
    if (columns !== expected)
      return this.damaged(window, start, last, 'wrong_column_count', `${columns} of ${expected}`);
    if (zero || this.badText(window.subarray(start, end)))
      return this.damaged(window, start, last, 'bad_encoding');
    this.startLine(start);
    for (let line = window.indexOf(LF, start); line >= 0 && line < end; line = window.indexOf(LF, line + 1))
      this.startLine(line + 1);
    if (firstNewline >= 0) this.edits.push({ start: this.base + start, end: this.base + end, kind: 'join' });
    this.records++;
    this.countNewline(window, end, end < length);
    return end + 1;
  }

  /** True where a quoted field may end: before a delimiter, a line break or the end of the file. */
  private endsField(window: Buffer, at: number): boolean {
    const byte = window[at];
    return (
      byte === undefined ||
      byte === LF ||
      this.kinds[byte] === DELIMITER ||
      (byte === CR && (window[at + 1] ?? LF) === LF)
    );
  }

  /** White space at the edge of a field, once seen, is looked for no more. */
  private notePadding(window: Buffer, start: number, at: number): void {
    const before = at === start ? NEWLINE : this.kinds[window[at - 1] ?? LF];
    const after = this.kinds[window[at + 1] ?? LF];
    const atEdge = [before, after].some((kind) => kind === DELIMITER || kind === NEWLINE || kind === QUOTE);
    if (!atEdge && window[at + 1] !== CR) return;
    this.padded = true;
    this.kinds[32] = NOTHING;
    if (this.kinds[9] === SPACE) this.kinds[9] = NOTHING;
  }

  /** A record that does not end within what a window may hold. */
  private tooLong(window: Buffer, start: number): boolean {
    return window.length - start > 2 * longestRecord;
  }

  private isDecoration(window: Buffer, start: number, end: number): boolean {
    return (
      window[start] !== 124 ||
      (this.headerBytes?.equals(window.subarray(start, start + this.headerBytes.length)) ?? false) ||
      window.subarray(start, end).every((byte) => byte === 124 || byte === 45)
    );
  }

  private badText(line: Buffer): boolean {
    return (this.checkLines && !isUtf8(line)) || (this.checkMarks && line.includes(replacement));
  }

  private blankLine(window: Buffer, start: number, end: number): number {
    this.startLine(start);
    this.edits.push({ start: this.base + start, end: this.base + end, kind: 'blank' });
    this.countNewline(window, end, end < window.length);
    return end + 1;
  }

  /** Gives up one physical line only. */
  private damaged(window: Buffer, start: number, last: boolean, rule: DamageRule, value = ''): number {
    const newline = window.indexOf(LF, start);
    if (newline < 0 && !last) return -1;
    const end = newline < 0 ? window.length : newline;
    this.startLine(start);
    const raw = window.subarray(start, end).toString('utf8').replace(/\r$/, '');
    this.damages.push({ line: this.line, rule, value, raw });
    this.edits.push({ start: this.base + start, end: this.base + end, kind: 'damaged' });
    this.countNewline(window, end, newline >= 0);
    return end + 1;
  }

  private startLine(start: number): void {
    if (this.line % offsetEvery === 0) this.offsets.push(this.base + start);
    this.line++;
  }

  private countNewline(window: Buffer, end: number, present: boolean): void {
    if (!present) return;
    if (end > 0 && window[end - 1] === CR) this.crlfLines++;
    else this.lfLines++;
  }
}

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { TandemError } from '../../src/contract/errors.ts';
import type { OpenFile, OpenFileOptions } from './opened-file.ts';
import { rawReader } from './raw-lines.ts';
import { defaultPartBytes, openParts } from './open-parts.ts';
import { readSql } from './read-sql.ts';
import { scanLines } from './scan-lines.ts';
import type { Format } from './system-schema.ts';
import { fileEncoding, transcode } from './transcode.ts';
import { lineMark, writeClean } from './write-clean.ts';

/** Opens CSV, TSV and SAP lists. The file itself is read when nothing in it needs mending, else a mended copy. */
export function openDelimited(
  file: string,
  format: Format,
  options: OpenFileOptions,
  origin = file,
): OpenFile {
  const { scratch } = options;
  const framed = format.type === 'sap_list';
  const delimiter = framed ? '|' : (format.delimiter ?? (format.type === 'tsv' ? '\t' : ','));
  const quote = framed ? '' : (format.quote ?? '"');
  const encoding = fileEncoding(file, format.encoding);
  const transcoded = encoding !== 'utf-8';
  const source = transcoded ? join(scratch, 'utf8.txt') : file;
  if (transcoded) transcode(file, source, encoding);
  const shape = { delimiter, quote, headerRow: format.header_row ?? 1, framed, transcoded };
  const { size } = statSync(source);
  if (options.inParts === true && !transcoded && size > (options.partBytes ?? defaultPartBytes) * 1.5) {
    const parts = openParts(source, shape, options);
    if (parts !== undefined) return parts;
  }
  const scan = scanLines(source, shape);
  if (scan.header.length === 0) {
    throw new TandemError(
      'file_unreadable',
      framed
        ? { file: origin, reason: 'no_framed_line' }
        : { file: origin, reason: 'no_header_line', line: format.header_row ?? 1 },
    );
  }
  if (scan.header.length === 1 && scan.records === 0 && scan.damages.length > 0) {
    throw new TandemError('file_unreadable', {
      file: origin,
      reason: 'not_separated',
      delimiter: delimiter === '\t' ? 'tab' : delimiter,
    });
  }
  const mended = scan.edits.length > scan.headerLine || scan.crlf === 'mixed';
  const readable = mended ? join(scratch, 'clean.txt') : source;
  if (mended) writeClean(source, readable, scan.edits, scan.header.length, delimiter);
  const relation = readSql(readable, scan.header.length, shape, {
    skip: mended ? 0 : scan.headerLine,
    newline: !mended && scan.crlf === 'all' ? '\\r\\n' : '\\n',
  });
  return {
    relation,
    header: scan.header,
    firstLine: mended ? 1 : scan.headerLine + 1,
    hasStandIns: mended,
    padded: scan.padded || framed,
    lineMark: scan.edits.some((edit) => edit.kind === 'join') ? lineMark : undefined,
    typed: false,
    damages: scan.damages,
    bytes: statSync(file).size,
    rawAt: rawReader(source, scan.offsets),
  };
}

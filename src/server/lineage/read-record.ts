import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

/** SHA-256 of a file, or nothing when it is not there. */
export async function fileSha256(file: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}

export interface RecordText {
  readonly header: string | null;
  readonly raw: string | null;
}

const longest = 200;

/**
 * The record that begins on a line of a delimited text file (both 1-based), with the header line.
 * A quoted field may run over several lines; more than 200 lines are not followed.
 */
export async function readRecord(
  file: string,
  line: number,
  options: { headerRow: number; encoding: string; quote: string },
): Promise<RecordText> {
  const encoding = options.encoding.toLowerCase().replaceAll('-', '') === 'utf8' ? 'utf8' : 'latin1';
  const decode =
    encoding === 'utf8' ? (text: string) => text : (text: string) => recode(text, options.encoding);
  const stream = createReadStream(file, { encoding });
  const lines = createInterface({ input: stream, crlfDelay: Infinity });
  const open = (text: string): boolean =>
    options.quote !== '' && (text.split(options.quote).length - 1) % 2 === 1;
  let header: string | null = null;
  let raw: string | null = null;
  let at = 0;
  try {
    for await (const text of lines) {
      at++;
      if (at === options.headerRow) header = text.replace(/^\uFEFF/, '');
      if (at === line) raw = text;
      else if (at > line && raw !== null && open(raw) && at < line + longest) raw += `\n${text}`;
      if (raw !== null && !open(raw)) break;
      if (at > line + longest) break;
    }
  } finally {
    lines.close();
    stream.destroy();
  }
  return { header: header && decode(header), raw: raw && decode(raw) };
}

const recode = (text: string, encoding: string): string => {
  try {
    return new TextDecoder(encoding).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
};

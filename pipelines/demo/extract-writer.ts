import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './at.ts';
import { brokenKinds, damagePlan, type BrokenKind, type Damage } from './broken-kinds.ts';
import { damageRow } from './damage-row.ts';
import { extractObjects, type ExtractName, type ExtractObject } from './extract-files.ts';
import { Random } from './random.ts';

export type Field = string | number;

const chunk = 1 << 20;
/** One broken row for about this many good ones. */
const brokenEvery = 100;

/** A text file written in large pieces, which knows its line number. */
export class LineFile {
  lines = 0;
  private readonly fd: number;
  private text = '';

  constructor(path: string) {
    this.fd = openSync(path, 'w');
  }

  write(text: string): void {
    this.text += text;
    if (this.text.length > chunk) this.flush();
  }

  bytes(buffer: Buffer): void {
    this.flush();
    writeSync(this.fd, buffer);
  }

  close(): void {
    this.flush();
    closeSync(this.fd);
  }

  private flush(): void {
    const buffer = Buffer.from(this.text);
    for (let from = 0; from < buffer.length;) from += writeSync(this.fd, buffer, from);
    this.text = '';
  }
}

interface OpenExtract {
  readonly object: ExtractObject;
  readonly label: string;
  readonly file: LineFile;
  readonly damage: readonly Damage[];
  readonly random: Random;
  untilBroken: number;
  nextDamage: number;
  lastFields: readonly Field[];
  /** The next row is itself broken: nothing is derived from it. */
  spoiled: boolean;
}

/** All extract files of both systems; breaks about one row in a hundred and records each in truth/broken_rows.csv. */
export class ExtractWriter {
  rows = 0;
  broken = 0;
  readonly rowsOf = new Map<string, number>();
  private readonly out: string;
  private readonly seed: number;
  private readonly open = new Map<string, OpenExtract>();
  private readonly brokenFile: LineFile;
  private readonly seen = new Set<BrokenKind>();

  constructor(out: string, seed: number) {
    this.out = out;
    this.seed = seed;
    for (const folder of ['extracts/crm', 'extracts/erp', 'truth'])
      mkdirSync(join(out, folder), { recursive: true });
    this.brokenFile = new LineFile(join(out, 'truth', 'broken_rows.csv'));
    this.brokenFile.write('file,line,kind,rule\n');
  }

  /**
   * Appends one row.
   * @param part '' for the object's first file, else the file's suffix: `2025H1`, `2026-06`
   * @param fields text already escaped for the file: `inQuotes` for CRM, `quoteIfNeeded` for ERP
   */
  row(name: ExtractName, part: string, fields: readonly Field[]): void {
    const key = part === '' ? name : `${name}-${part}`;
    const extract = this.open.get(key) ?? this.create(name, part, key);
    const text = extract.object.side === 'crm' ? `"${fields.join('","')}"\n` : `${fields.join(',')}\n`;
    extract.file.write(text);
    extract.file.lines++;
    if (name === 'account' && text.indexOf('\n') < text.length - 1) extract.file.lines++;
    this.rows++;
    if (extract.spoiled) {
      extract.spoiled = false;
      return;
    }
    extract.lastFields = fields;
    if (--extract.untilBroken === 0) this.breakOne(extract);
  }

  /** Records a damaged row which the caller made itself: the next row of this file. */
  recordNext(name: ExtractName, part: string, kind: BrokenKind): void {
    const key = part === '' ? name : `${name}-${part}`;
    const extract = this.open.get(key) ?? this.create(name, part, key);
    this.record(extract, extract.file.lines + 1, kind);
    extract.spoiled = true;
  }

  /** Breaks a row of each kind that has not been broken yet. */
  completeKinds(): void {
    for (const kind of Object.keys(brokenKinds) as BrokenKind[]) {
      if (this.seen.has(kind)) continue;
      for (const extract of this.open.values()) {
        const place = extract.damage.findIndex(([one]) => one === kind);
        if (place < 0) continue;
        extract.nextDamage = place;
        this.breakOne(extract);
        break;
      }
    }
  }

  close(): void {
    for (const [key, extract] of this.open) {
      this.rowsOf.set(key, extract.file.lines);
      extract.file.close();
    }
    this.brokenFile.close();
  }

  private create(name: ExtractName, part: string, key: string): OpenExtract {
    const object: ExtractObject = extractObjects[name];
    const fileName = `${object.name}${part === '' ? '' : `-${part}`}.csv`;
    const label = `extracts/${object.side}/${fileName}`;
    const random = new Random(this.seed, `broken:${label}`);
    const damage = damagePlan[name] ?? [];
    const extract: OpenExtract = {
      object,
      label,
      file: new LineFile(join(this.out, label)),
      damage,
      random,
      untilBroken: damage.length === 0 ? -1 : 1 + random.int(brokenEvery),
      nextDamage: random.int(Math.max(1, damage.length)),
      lastFields: [],
      spoiled: false,
    };
    const header = object.side === 'crm' ? `"${object.columns.join('","')}"` : object.columns.join(',');
    extract.file.write(`${object.bom === true ? '\ufeff' : ''}${header}\n`);
    extract.file.lines = 1;
    this.open.set(key, extract);
    return extract;
  }

  private breakOne(extract: OpenExtract): void {
    const damage = at(extract.damage, extract.nextDamage % extract.damage.length);
    extract.nextDamage++;
    extract.untilBroken = extract.random.between(brokenEvery / 2, (brokenEvery * 3) / 2);
    this.record(extract, extract.file.lines + 1, damage[0]);
    const allQuoted = extract.object.side === 'crm';
    extract.file.bytes(damageRow(extract.lastFields, extract.object.columns, damage, allQuoted, this.broken));
    extract.file.lines++;
  }

  private record(extract: OpenExtract, line: number, kind: BrokenKind): void {
    this.seen.add(kind);
    this.broken++;
    this.brokenFile.write(`${extract.label},${line},${kind},${brokenKinds[kind]}\n`);
  }
}

import { foldText } from '../../../src/stats/linkage/company-name/fold-text.ts';
import { simplified } from './simplified.ts';

export type PlaceLevel = 'province' | 'city' | 'district';

/** A place that an address begins with: 浦东 and 新区 of 浦东新区; without what stands behind its name, 浦东 and nothing. */
export interface PlaceHead {
  readonly stem: string;
  readonly suffix: string;
}

const suffix =
  '省|(?:壮族|回族|维吾尔)?自治区|特别行政区|市(?!场|花园|广场)|地区|(?:\\p{Script=Han}{1,4}族)?自治州|新区|自治县|(?<![小社校厂院库])区|县|旗|街道|镇|乡';
const behindKnown = new RegExp(`^(?:${suffix})`, 'u');
const marked = new RegExp(`^(?<stem>[^\\P{Script=Han}路街弄巷号]{2,8}?)(?<suffix>${suffix})`, 'u');
/** Names of places are so long. */
const [shortest, longest] = [2, 6];

const way = /大道|大街|马路|公路|路|街|道|巷|弄|里|胡同/u;
const noName = /[东西南北中前后左右内外上下新老大小横支一二三四五六七八九十百]/gu;

/** Whether something is named by what is left: behind 上海 nothing is in 上海南路, nor behind 浦东 in 浦东大道. */
function namesSomething(rest: string): boolean {
  const run = /^\p{Script=Han}+/u.exec(rest)?.[0] ?? '';
  const end = way.exec(run)?.index;
  const name = run.slice(0, end).replaceAll(noName, '');
  return name.length > (end === undefined ? 1 : 0);
}

function nextHead(line: string, isKnown: (stem: string) => boolean): PlaceHead | undefined {
  const fits = ({ stem, suffix: behind }: PlaceHead): boolean =>
    namesSomething(line.slice(stem.length + behind.length));
  for (let length = Math.min(longest, line.length); length >= shortest; length--) {
    const stem = line.slice(0, length);
    if (!isKnown(stem)) continue;
    const head = { stem, suffix: behindKnown.exec(line.slice(length))?.[0] ?? '' };
    if (fits(head)) return head;
  }
  const groups: Partial<Record<string, string>> = marked.exec(line)?.groups ?? {};
  const { stem, suffix: behind } = groups;
  if (stem === undefined || behind === undefined) return undefined;
  return fits({ stem, suffix: behind }) ? { stem, suffix: behind } : undefined;
}

const between =
  /(?<=\p{Script=Han})[\s,、]+(?=\p{Script=Han})|^\s*(?:中国|中华人民共和国)|^\s*\d{6}\s*(?=\p{Script=Han})/gu;

/**
 * The places an address in Han characters begins with, in simplified characters, and the line behind them, its figures in half
 * width. Places are those that are marked (浦东新区) or known (浦东); they end where what is left would name nothing.
 */
export function placeHeads(
  raw: string,
  isKnown: (stem: string) => boolean,
): { readonly heads: readonly PlaceHead[]; readonly line: string } {
  const heads: PlaceHead[] = [];
  let line = foldText(simplified(raw)).replaceAll(between, '').trim();
  for (let head = nextHead(line, isKnown); head !== undefined; head = nextHead(line, isKnown)) {
    heads.push(head);
    line = line.slice(head.stem.length + head.suffix.length);
  }
  return { heads, line };
}

/** What is said of a place by what stands behind its name; nothing by a town or a park. */
export function levelSaid({ stem, suffix: behind }: PlaceHead): PlaceLevel | undefined {
  if (/省|自治区|行政区/u.test(behind)) return 'province';
  if (/^市|地区|自治州/u.test(behind)) return 'city';
  return /[区县旗]$/u.test(behind) && !isPark(stem) ? 'district' : undefined;
}

/** Whether a place is a park of factories or offices (园区, 开发区), which stands beside the district. */
export const isPark = (stem: string): boolean => /园$|开发$/u.test(stem);

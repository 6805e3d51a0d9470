const units = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' '); // prettier-ignore
const ordinals = 'zeroth first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const tens: Record<string, number> = { twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90 }; // prettier-ignore

const unitOf = new Map([...units.entries(), ...ordinals.entries()].map(([value, name]) => [name, value]));

/** Number words of English as digits: `forty four` and `forty 4` are `44`, `first` is `1`, `2nd` is `2`. */
export function readNumerals(tokens: readonly string[]): string[] {
  const out: string[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] ?? '';
    const ten = tens[token];
    const next = tokens[i + 1] ?? '';
    if (ten !== undefined) {
      const unit = /^[1-9]$/.test(next) ? Number(next) : unitOf.get(next);
      const joins = unit !== undefined && unit > 0 && unit < 10;
      out.push(String(joins ? ten + unit : ten));
      if (joins) i++;
      continue;
    }
    const unit = unitOf.get(token);
    out.push(unit === undefined ? token.replace(/^(\d+)(st|nd|rd|th)$/, '$1') : String(unit));
  }
  return out;
}

const roman = /^(?=[ivx]{1,6}$)(x{0,3})(ix|iv|v?i{0,3})$/;
const romanUnits = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];

/** The value of a Roman numeral up to 39; undefined where a token is none. */
export function romanNumber(token: string): number | undefined {
  const [, ten = '', unit = ''] = roman.exec(token) ?? [undefined, undefined, undefined];
  const value = 10 * ten.length + romanUnits.indexOf(unit);
  return value === 0 ? undefined : value;
}

const hanDigits = '零一二三四五六七八九';

/** The value of a number up to 999 in Chinese characters or digits (`四十二`, `十`, `42`); undefined where it is none. */
export function hanNumber(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const [whole, hundreds = '', tenth, unit = ''] =
    /^(?:([一二三四五六七八九])百零?)?(?:([一二三四五六七八九]?)十)?([一二三四五六七八九]?)$/u.exec(text) ??
    [];
  if (whole === undefined || whole === '') return undefined;
  const ten = tenth === undefined ? 0 : tenth === '' ? 1 : hanDigits.indexOf(tenth);
  return 100 * Math.max(0, hanDigits.indexOf(hundreds || '零')) + 10 * ten + hanDigits.indexOf(unit || '零');
}

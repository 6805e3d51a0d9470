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

const roman = /^(?=[ivx]{1,6}$)x{0,3}(ix|iv|v?i{0,3})$/;

/** Whether a token numbers one of a series: digits, or a Roman numeral up to 39. */
export const isNumeral = (token: string): boolean => /^\d+$/.test(token) || roman.test(token);

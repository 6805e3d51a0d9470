import { romaniseHangul } from './romanise-hangul.ts';
import { romaniseKana } from './romanise-kana.ts';

const pairs = (text: string): [string, string][] =>
  text
    .trim()
    .split(/\s+/)
    .map((pair): [string, string] => {
      const [from = '', to = ''] = pair.split('=');
      return [from, to];
    });

/** Letters that do not decompose into a base letter and a mark, and the alphabets with a customary Latin spelling. */
const letters = new Map(
  pairs(`
  ß=ss ø=o æ=ae œ=oe ł=l đ=d ð=d þ=th ı=i ŋ=n ħ=h ŧ=t ĸ=k ſ=s ə=a ƒ=f ĳ=ij ŀ=l ŉ=n
  а=a б=b в=v г=g д=d е=e ё=e ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f х=kh ц=ts ч=ch ш=sh
  щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ў=u ј=j љ=lj њ=nj ђ=dj ћ=c џ=dz ѓ=gj ќ=kj ѕ=dz ә=a ғ=g қ=k ң=n ө=o ұ=u ү=u һ=h
  α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o`),
);

const folded = (letter: string): string => {
  const direct = letters.get(letter);
  if (direct !== undefined) return direct;
  const bare = letter.normalize('NFD').replaceAll(/\p{M}/gu, '');
  return letters.get(bare) ?? bare;
};

/**
 * Lower case, compatibility forms resolved, accents removed; Cyrillic, Greek, kana and Hangul in Latin letters. Han and
 * other scripts stay as they are. Folding twice changes nothing.
 */
export function foldText(raw: string): string {
  let text = raw.normalize('NFKC').toLowerCase();
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  text = romaniseHangul(romaniseKana(text.normalize('NFKC')));
  return text
    .replaceAll(/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\u0180-\u024f]/gu, (letter) =>
      letter < '\u0080' ? letter : folded(letter),
    )
    .replaceAll(/[\u0300-\u036f\u200b-\u200f\ufeff]/g, '');
}

const rows: Record<string, string> = {
  '': 'あa いi うu えe おo んn ゔvu ぁa ぃi ぅu ぇe ぉo ゐi ゑe をo',
  k: 'かka きki くku けke こko がga ぎgi ぐgu げge ごgo',
  s: 'さsa しshi すsu せse そso ざza じji ずzu ぜze ぞzo',
  t: 'たta ちchi つtsu てte とto だda ぢji づzu でde どdo',
  n: 'なna にni ぬnu ねne のno まma みmi むmu めme もmo',
  h: 'はha ひhi ふfu へhe ほho ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo',
  y: 'やya ゆyu よyo らra りri るru れre ろro わwa ゎwa',
};
const small: Record<string, string> = {
  ゃ: 'ya',
  ゅ: 'yu',
  ょ: 'yo',
  ぁ: 'a',
  ぃ: 'i',
  ぅ: 'u',
  ぇ: 'e',
  ぉ: 'o',
};
const kana = new Map(
  Object.values(rows).flatMap((row) =>
    row.split(' ').map((pair): [string, string] => [pair.slice(0, 1), pair.slice(1)]),
  ),
);

const syllables = (run: string): string => {
  let out = '';
  let doubled = false;
  for (const letter of run) {
    if (letter === 'っ') {
      doubled = true;
      continue;
    }
    const glide = small[letter];
    if (glide !== undefined && out !== '') {
      // しょ is sho, きょ is kyo, ファ is fa.
      const stem = /[aiueo]$/.test(out) ? out.slice(0, -1) : out;
      out = stem + (/(sh|ch|j)$/.test(stem) ? glide.replace('y', '') : glide);
      continue;
    }
    const latin = kana.get(letter) ?? letter;
    out += doubled ? latin.slice(0, 1) + latin : latin;
    doubled = false;
  }
  return out;
};

/** Hiragana and katakana in Latin letters (Hepburn, long vowels short). */
export const romaniseKana = (text: string): string =>
  text.replaceAll(/[\u3041-\u3096\u30a1-\u30fa\u30fc]+/g, (run) =>
    syllables(
      run
        .replaceAll('ー', '')
        .replaceAll(/[\u30a1-\u30f6]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60)),
    ),
  );

const initials = 'g kk n d tt r m b pp s ss  j jj ch k t p h'.split(' ');
const vowels = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const finals = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');

const syllable = (letter: string): string => {
  const index = (letter.codePointAt(0) ?? 0) - 0xac00;
  return (
    (initials[Math.floor(index / 588)] ?? '') +
    (vowels[Math.floor((index % 588) / 28)] ?? '') +
    (finals[index % 28] ?? '')
  );
};

/** Hangul syllables in Latin letters, syllable by syllable (Revised Romanization without sound changes). */
export const romaniseHangul = (text: string): string => text.replaceAll(/[\uac00-\ud7a3]/g, syllable);

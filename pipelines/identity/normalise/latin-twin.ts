import { pinyin } from 'pinyin-pro';

/** Han characters in pinyin without tones, run together: 明远 is `mingyuan`. Other characters stay. */
export const latinTwin = (text: string): string =>
  /\p{Script=Han}/u.test(text)
    ? pinyin(text, { toneType: 'none', type: 'array', v: true }).join('').replaceAll(/\s+/g, '').toLowerCase()
    : text;

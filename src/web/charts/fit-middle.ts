import { textWidth } from './text-width.ts';

/** A text with … in its middle where it is wider than `room` pixels: for names that differ at their ends. */
export const fitMiddle = (text: string, size: number, room: number): string => {
  if (textWidth([text], size) <= room) return text;
  const letters = text.match(/\P{M}\p{M}*/gu) ?? [];
  const keeping = (kept: number): string => {
    const head = Math.ceil(kept * 0.55);
    const tail = letters.slice(letters.length - (kept - head));
    return `${letters.slice(0, head).join('').trimEnd()}…${tail.join('').trimStart()}`;
  };
  let kept = letters.length - 1;
  while (kept > 1 && textWidth([keeping(kept)], size) > room) kept -= 1;
  return keeping(Math.max(1, kept));
};

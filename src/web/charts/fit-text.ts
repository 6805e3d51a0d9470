import { textWidth } from './text-width.ts';

/** A text cut short with … where it is wider than `room` pixels. */
export const fitText = (text: string, size: number, room: number): string => {
  if (textWidth([text], size) <= room) return text;
  const letters = text.match(/\P{M}\p{M}*/gu) ?? [];
  let kept = letters.length;
  while (kept > 1 && textWidth([`${letters.slice(0, kept).join('')}…`], size) > room) kept -= 1;
  return `${letters.slice(0, kept).join('').trimEnd()}…`;
};

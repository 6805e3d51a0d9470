import { text, type Markish } from '@observablehq/plot';
import type { RuleLine } from './figure-model.ts';
import { textWidth } from './text-width.ts';

const fontSize = 11;

/**
 * Names above lines across a chart. Where two lines stand so close that their names would run into each other, the
 * lower one's name ends at its line and the higher one's begins at its.
 */
export const ruleLabels = (rules: readonly RuleLine[], place: (at: number) => number): Markish[] => {
  const sorted = [...rules].sort((a, b) => a.at - b.at);
  const isClose = sorted.some((rule, at) => {
    const next = sorted[at + 1];
    if (!next) return false;
    const needed = (textWidth([rule.label], fontSize) + textWidth([next.label], fontSize)) / 2 + 6;
    return place(next.at) - place(rule.at) < needed;
  });
  return sorted.map((rule, at) => {
    const side = isClose ? (at === 0 ? ('end' as const) : ('start' as const)) : ('middle' as const);
    return text([rule], {
      x: 'at',
      text: 'label',
      frameAnchor: 'top',
      textAnchor: side,
      dx: side === 'end' ? 3 : side === 'start' ? -3 : 0,
      dy: -14,
      fontSize,
      fill: 'var(--ink-2)',
    });
  });
};

import type { LinkedExplanation } from '../../pipelines/identity/link/explain-linked.ts';
import type { Translate } from '../messages/translate.ts';

/** Thousandths of a bit as bits with their sign. */
const bits = (weight: number): string => `${weight < 0 ? '−' : '+'}${(Math.abs(weight) / 1000).toFixed(2)}`;

/** How a level of agreement is called; its label where it has no name. */
export const levelWord =
  (t: Translate) =>
  (label: string): string =>
    t.maybe(`identity.level.${label}`) ?? label.replaceAll('_', ' ');

const width = (text: string): number =>
  Array.from(text, (letter) => (letter > '\u2e7f' ? 2 : 1)).reduce((sum: number, wide) => sum + wide, 0);
const padded = (text: string, to: number): string => text + ' '.repeat(Math.max(0, to - width(text)));

/** Rows of cells below each other, the last cell of each as long as it is. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  return rows.map((row) =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** [LINK-57] Why two records are one or not, line by line: what each field says, the sum, and which rules bring them together. */
export function explainLines(why: LinkedExplanation, t: Translate): string[] {
  const { left, right, weight, addends, thresholds, blocks, missed } = why;
  const level = levelWord(t);
  const none = t('cli.link.why.none');
  const cells = addends.map((addend) => [
    `  ${addend.field === 'prior' ? t('cli.link.why.prior') : addend.field}`,
    bits(addend.weight),
    addend.field === 'prior' ? '' : level(addend.label),
    addend.left === null && addend.right === null ? '' : `${addend.left ?? none} | ${addend.right ?? none}`,
  ]);
  const rules = (rule: string): string => (rule === 'all' ? t('identity.rule.all') : rule);
  const compared = blocks.length > 0;
  return [
    t('cli.link.why.head', {
      left: left.id,
      right: right.id,
      joined: why.joined ? 'yes' : 'no',
      through: why.joined && weight < thresholds.match ? 'yes' : 'no',
      likely: !why.joined && weight >= thresholds.match ? 'yes' : 'no',
    }),
    ...columns([
      ...cells,
      [`  =`, bits(weight), t('cli.link.why.sum', { percent: (100 * why.probability).toFixed(1) })],
    ]),
    t('cli.link.why.thresholds', { match: bits(thresholds.match), review: bits(thresholds.review) }),
    compared ? t('cli.link.why.met', { rules: blocks.map(rules).join('; ') }) : t('cli.link.why.never'),
    ...missed.map((miss) =>
      miss.left !== null && miss.left === miss.right
        ? t('cli.link.why.crowded', { rule: miss.rule, key: miss.left })
        : t('cli.link.why.missed', { rule: miss.rule, left: miss.left ?? none, right: miss.right ?? none }),
    ),
  ];
}

export interface Change {
  /** Relative (0.12 = up 12 %), or in the metric's own points for ratios. */
  readonly by: number;
  readonly kind: 'relative' | 'points';
  readonly direction: 'up' | 'down' | 'flat';
  readonly tone: 'good' | 'bad' | 'plain';
}

/** How a value moved against an earlier one; `undefined` when there is nothing sound to compare with. */
export const changeOf = (
  now: number | null,
  before: number | null,
  style: { readonly format: string; readonly goodDirection: string },
): Change | undefined => {
  if (now === null || before === null) return undefined;
  const kind = style.format === 'percent' ? 'points' : 'relative';
  if (kind === 'relative' && before <= 0) return undefined;
  const by = kind === 'points' ? now - before : now / before - 1;
  const shown = Math.round(by * 1000);
  const direction = shown > 0 ? 'up' : shown < 0 ? 'down' : 'flat';
  const tone =
    direction === 'flat' || style.goodDirection === 'none'
      ? 'plain'
      : direction === style.goodDirection
        ? 'good'
        : 'bad';
  return { by, kind, direction, tone };
};

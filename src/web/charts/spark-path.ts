/** The paths of a sparkline: a line with gaps where a value is missing, and where its last value stands. */
export interface SparkPath {
  readonly line: string;
  readonly area: string;
  readonly end: { readonly x: number; readonly y: number } | undefined;
}

/** `values` from old to new into a box of `width` × `height` pixels; the scale spans the values' own range. */
export const sparkPath = (values: readonly (number | null)[], width: number, height: number): SparkPath => {
  const known = values.filter((value): value is number => value !== null);
  if (known.length === 0) return { line: '', area: '', end: undefined };
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => (values.length < 2 ? width / 2 : (at / (values.length - 1)) * width);
  const y = (value: number) => (high === low ? height / 2 : height - ((value - low) / (high - low)) * height);
  let line = '';
  let area = '';
  let open: number | undefined;
  let end: SparkPath['end'];
  const close = (at: number) => {
    if (open !== undefined) area += `L${x(at).toFixed(1)},${height}L${x(open).toFixed(1)},${height}Z`;
    open = undefined;
  };
  values.forEach((value, at) => {
    if (value === null) {
      close(at - 1);
      return;
    }
    const point = `${x(at).toFixed(1)},${y(value).toFixed(1)}`;
    line += (open === undefined ? 'M' : 'L') + point;
    area += (open === undefined ? 'M' : 'L') + point;
    open ??= at;
    end = { x: x(at), y: y(value) };
  });
  close(values.length - 1);
  return { line, area, end };
};

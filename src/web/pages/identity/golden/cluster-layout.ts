export interface LayoutTie {
  readonly left: string;
  readonly right: string;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

/** More records than this are shown as a table alone. */
export const maxDrawnRecords = 60;

const rounds = 300;

/**
 * Places records so that tied ones lie close and none cover each other: springs along ties, repulsion between all,
 * cooling down (Fruchterman and Reingold 1991). No chance in it: records start on a circle in the order of their
 * ids, so the same cluster is always drawn the same. Gives places within `width` × `height`, `margin` from its edges.
 */
export const clusterLayout = (
  records: readonly string[],
  ties: readonly LayoutTie[],
  width: number,
  height: number,
  margin: { readonly x: number; readonly y: number },
): ReadonlyMap<string, Place> => {
  const ids = [...new Set(records)].sort((a, b) => (a < b ? -1 : 1));
  const count = ids.length;
  if (count === 0) return new Map();
  const at = new Map(ids.map((id, index) => [id, index]));
  const links = [
    ...new Set(
      ties.flatMap(({ left, right }) => {
        const [a, b] = [at.get(left), at.get(right)];
        return a === undefined || b === undefined || a === b ? [] : [Math.min(a, b) * count + Math.max(a, b)];
      }),
    ),
  ].sort((a, b) => a - b);
  const x = ids.map((_, index) => Math.cos((2 * Math.PI * index) / count));
  const y = ids.map((_, index) => Math.sin((2 * Math.PI * index) / count));
  const ideal = 2 / Math.sqrt(count);
  for (let round = 0; round < rounds; round += 1) {
    const heat = 0.2 * (1 - round / rounds);
    const [moveX, moveY] = [new Float64Array(count), new Float64Array(count)];
    const push = (a: number, b: number, force: number, dx: number, dy: number) => {
      moveX[a] = (moveX[a] ?? 0) + dx * force;
      moveY[a] = (moveY[a] ?? 0) + dy * force;
      moveX[b] = (moveX[b] ?? 0) - dx * force;
      moveY[b] = (moveY[b] ?? 0) - dy * force;
    };
    for (let a = 0; a < count; a += 1)
      for (let b = a + 1; b < count; b += 1) {
        const [dx, dy] = [(x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0)];
        push(a, b, (ideal * ideal) / Math.max(1e-6, dx * dx + dy * dy), dx, dy);
      }
    for (const link of links) {
      const [a, b] = [Math.floor(link / count), link % count];
      const [dx, dy] = [(x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0)];
      push(a, b, -Math.hypot(dx, dy) / ideal, dx, dy);
    }
    for (let index = 0; index < count; index += 1) {
      // A pull to the middle keeps pieces without a tie between them on the same drawing.
      const [dx, dy] = [
        (moveX[index] ?? 0) - 0.4 * (x[index] ?? 0),
        (moveY[index] ?? 0) - 0.4 * (y[index] ?? 0),
      ];
      const far = Math.hypot(dx, dy);
      if (far === 0) continue;
      x[index] = (x[index] ?? 0) + (dx / far) * Math.min(far, heat);
      y[index] = (y[index] ?? 0) + (dy / far) * Math.min(far, heat);
    }
  }
  const scaled = (values: readonly number[], room: number, edge: number): ((value: number) => number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return (value) =>
      high - low < 1e-9 ? room / 2 : edge + ((value - low) / (high - low)) * (room - 2 * edge);
  };
  const [toX, toY] = [scaled(x, width, margin.x), scaled(y, height, margin.y)];
  return new Map(
    ids.map((id, index) => [
      id,
      { x: Math.round(toX(x[index] ?? 0) * 10) / 10, y: Math.round(toY(y[index] ?? 0) * 10) / 10 },
    ]),
  );
};

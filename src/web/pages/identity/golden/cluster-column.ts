import { clusterLayout, type LayoutTie, type Place } from './cluster-layout.ts';

const row = 40;
const edge = 12;

export interface ColumnArc extends LayoutTie {
  readonly path: string;
  /** Where the arc is farthest from the column. */
  readonly apex: Place;
}

export interface Column {
  readonly places: ReadonlyMap<string, Place>;
  readonly arcs: readonly ColumnArc[];
  readonly height: number;
}

/**
 * Records below each other, tied ones near, their ties as arcs on the left: what a narrow drawing has room for. To the
 * right of `x` the rest of a row of 40 belongs to its name.
 */
export function clusterColumn(records: readonly string[], ties: readonly LayoutTie[], x: number): Column {
  const free = clusterLayout(records, ties, row, row * records.length, { x: 0, y: 0 });
  const order = [...free].sort(
    ([a, one], [b, other]) => one.y - other.y || one.x - other.x || (a < b ? -1 : 1),
  );
  const places = new Map(order.map(([id], at) => [id, { x, y: row * (at + 0.5) }]));
  const spanOf = (a: Place, b: Place): number => Math.abs(a.y - b.y) / row;
  const known = ties.flatMap((tie) => {
    const [a, b] = [places.get(tie.left), places.get(tie.right)];
    return a && b && a !== b ? [{ tie, a, b, span: spanOf(a, b) }] : [];
  });
  const longest = Math.max(2, ...known.map(({ span }) => span));
  const arcs = known.map(({ tie: { left, right }, a, b, span }) => {
    const depth = 20 + ((x - edge - 20) * (span - 1)) / (longest - 1);
    // A cubic curve whose two handles lie at one distance goes three quarters of it.
    const handle = x - depth / 0.75;
    return {
      left,
      right,
      path: `M${String(x)} ${String(a.y)}C${handle.toFixed(1)} ${String(a.y)} ${handle.toFixed(1)} ${String(b.y)} ${String(x)} ${String(b.y)}`,
      apex: { x: x - depth, y: (a.y + b.y) / 2 },
    };
  });
  return { places, arcs, height: row * Math.max(1, order.length) };
}

import { clusterColumn } from './cluster-column.ts';
import { clusterLayout, type LayoutTie } from './cluster-layout.ts';
import { type Box, boxesMeet, type Label, labelBox, type Measure } from './label-box.ts';

export interface DrawnRecord {
  readonly id: string;
  readonly name: string;
  readonly source: string;
}

/** A tie with what is written on it, if anything; the heavier one is written first. */
export interface DrawnTie extends LayoutTie {
  readonly label: string | null;
  readonly weight: number;
}

export interface ClusterDrawing {
  readonly height: number;
  /** Records below each other, ties as arcs. */
  readonly isColumn: boolean;
  readonly records: readonly {
    readonly id: string;
    readonly x: number;
    readonly y: number;
    readonly name: Label;
    readonly source: Label;
  }[];
  /** In the order in which they were given; those of records that are not drawn are left out. */
  readonly ties: readonly { readonly at: number; readonly path: string; readonly label: Label | null }[];
}

export interface Drawable {
  readonly records: readonly DrawnRecord[];
  readonly ties: readonly DrawnTie[];
  readonly width: number;
  readonly measure: Measure;
}

const radius = 11;
const nameSize = 11;
const smallSize = 10;
const nameRoom = 168;
/** Below this width rows are easier to read than a net, however short the names. */
const narrow = 480;
const margin = { x: 92, y: 36 };
const dot = (x: number, y: number): Box => ({
  left: x - radius,
  right: x + radius,
  top: y - radius,
  bottom: y + radius,
});

type Spot = ClusterDrawing['records'][number];
type Line = LayoutTie & {
  readonly at: number;
  readonly path: string;
  readonly middle: { x: number; y: number };
};

const boxesOf = ({ x, y, name, source }: Spot, measure: Measure): Box[] => [
  dot(x, y),
  labelBox(name, measure),
  labelBox(source, measure),
];

/** Whether a name lies on another record or its name. */
function isCrowded(spots: readonly Spot[], measure: Measure): boolean {
  const all = spots.map((spot) => boxesOf(spot, measure));
  return all.some((boxes, at) =>
    all.slice(at + 1).some((others) => boxes.some((box) => others.some((other) => boxesMeet(box, other)))),
  );
}

/** [REVIEW-10] Weights of few ties are written where they cover nothing, the heaviest first. */
function labelled(
  lines: readonly Line[],
  { ties, measure, width }: Drawable,
  spots: readonly Spot[],
  most: number,
): ClusterDrawing['ties'] {
  const taken = spots.flatMap((spot) => boxesOf(spot, measure));
  const labels = new Map<number, Label>();
  const heaviest = [...lines].sort((a, b) => (ties[b.at]?.weight ?? 0) - (ties[a.at]?.weight ?? 0));
  for (const { at, middle } of lines.length > most ? [] : heaviest) {
    const text = ties[at]?.label ?? null;
    if (text === null) continue;
    const label: Label = { text, x: middle.x, y: middle.y, size: smallSize, anchor: 'middle' };
    const box = labelBox(label, measure);
    if (box.left < 0 || box.right > width || taken.some((other) => boxesMeet(box, other))) continue;
    taken.push(box);
    labels.set(at, label);
  }
  return lines.map(({ at, path }) => ({ at, path, label: labels.get(at) ?? null }));
}

function freely(drawable: Drawable): ClusterDrawing | undefined {
  const { records, ties, width, measure } = drawable;
  const height = Math.min(420, 140 + records.length * 26);
  const places = clusterLayout(
    records.map(({ id }) => id),
    ties,
    width,
    height,
    margin,
  );
  const spots = records.flatMap(({ id, name, source }) => {
    const place = places.get(id);
    if (!place) return [];
    const { x, y } = place;
    const text = measure.fit(name, nameSize, nameRoom);
    return [
      {
        id,
        x,
        y,
        name: { text, x, y: y + 24, size: nameSize, anchor: 'middle' as const },
        source: { text: source, x, y: y - 14, size: smallSize, anchor: 'middle' as const },
      },
    ];
  });
  if (isCrowded(spots, measure)) return undefined;
  // Not in the middle, where lines of a square cross.
  const along = 0.36;
  const lines = ties.flatMap(({ left, right }, at) => {
    const [a, b] = [places.get(left), places.get(right)];
    if (!a || !b) return [];
    const middle = { x: a.x + (b.x - a.x) * along, y: a.y + (b.y - a.y) * along - 8 };
    return [
      { left, right, at, middle, path: `M${String(a.x)} ${String(a.y)}L${String(b.x)} ${String(b.y)}` },
    ];
  });
  return { height, isColumn: false, records: spots, ties: labelled(lines, drawable, spots, 12) };
}

function inColumn(drawable: Drawable): ClusterDrawing {
  const { records, ties, width, measure } = drawable;
  const x = Math.min(160, Math.round(width * 0.3));
  const start = x + 20;
  const room = width - start - 8;
  const { places, arcs, height } = clusterColumn(
    records.map(({ id }) => id),
    ties,
    x,
  );
  const spots = records.flatMap(({ id, name, source }) => {
    const y = places.get(id)?.y;
    if (y === undefined) return [];
    const text = measure.fit(name, nameSize, room);
    const below = measure.fit(source, smallSize, room);
    return [
      {
        id,
        x,
        y,
        name: { text, x: start, y: y - 1, size: nameSize, anchor: 'start' as const },
        source: { text: below, x: start, y: y + 13, size: smallSize, anchor: 'start' as const },
      },
    ];
  });
  const drawn = new Map(arcs.map((arc) => [`${arc.left} ${arc.right}`, arc]));
  const lines = ties.flatMap(({ left, right }, at) => {
    const arc = drawn.get(`${left} ${right}`);
    if (!arc) return [];
    return [{ left, right, at, path: arc.path, middle: { x: arc.apex.x, y: arc.apex.y + 3 } }];
  });
  return { height, isColumn: true, records: spots, ties: labelled(lines, drawable, spots, 6) };
}

/**
 * [REVIEW-10] A cluster on paper of a width: spread out where every name has room, else its records below each other. No
 * text lies upon another.
 */
export const clusterDrawing = (drawable: Drawable): ClusterDrawing =>
  (drawable.width < narrow && drawable.records.length > 2 ? undefined : freely(drawable)) ??
  inColumn(drawable);

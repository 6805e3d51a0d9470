/** A piece of text of a drawing; `y` is its baseline. */
export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** How wide a text is, and as much of it as fits a room. */
export interface Measure {
  readonly width: (text: string, size: number) => number;
  readonly fit: (text: string, size: number, room: number) => string;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const before = { start: 0, middle: 0.5, end: 1 } as const;

/** The paper that a label covers. */
export function labelBox({ text, x, y, size, anchor }: Label, measure: Measure): Box {
  const width = measure.width(text, size);
  const left = x - width * before[anchor];
  return { left, right: left + width, top: y - size, bottom: y + size * 0.3 };
}

export const boxesMeet = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

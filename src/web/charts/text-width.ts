let context: CanvasRenderingContext2D | null | undefined;

/** The width in pixels of the longest of `texts` at a size in the page's own font. */
export const textWidth = (texts: readonly string[], size: number): number => {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return Math.max(...texts.map((text) => text.length)) * size * 0.62;
  context.font = `500 ${size}px ${getComputedStyle(document.body).fontFamily}`;
  let widest = 0;
  for (const text of texts) widest = Math.max(widest, context.measureText(text).width);
  return Math.ceil(widest);
};

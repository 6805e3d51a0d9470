export interface MarkedText {
  readonly before: string;
  readonly value: string;
  readonly after: string;
}

/** A raw line cut around the value that was refused; the whole line as `before` where the value is not in it. */
export const markValue = (raw: string, value: string | null): MarkedText => {
  const at = value ? findField(raw, value) : -1;
  if (!value || at < 0) return { before: raw, value: '', after: '' };
  return { before: raw.slice(0, at), value, after: raw.slice(at + value.length) };
};

// A whole field is a better find than the same letters inside another one.
const findField = (raw: string, value: string): number => {
  const edge = /[",;\t|]|^$/;
  for (let at = raw.indexOf(value); at >= 0; at = raw.indexOf(value, at + 1))
    if (edge.test(raw[at - 1] ?? '') && edge.test(raw[at + value.length] ?? '')) return at;
  return raw.indexOf(value);
};

/** A code of a word has so many bits of its hash, below what the word weighs. */
export const hashBits = 44;

const inCommon = `coalesce(list_sum(list_transform(list_intersect(l.w, r.w), lambda c: c >> ${String(hashBits)})), 0)`;

/**
 * Words in common have such a share of what two texts tell (Tversky 1977): of what the one tells that tells less for three
 * quarters, of the other for one, since who says more does not say otherwise.
 */
export const telling = (share: number): string =>
  `4 * ${inCommon} >= ${String(share)} * (3 * least(l.q, r.q) + greatest(l.q, r.q))`;

/** [LINK-52] A text of three words or more says nothing that the other does not. */
export const saysAll = `(least(len(l.w), len(r.w)) >= 3 and ${inCommon} = least(l.q, r.q))`;

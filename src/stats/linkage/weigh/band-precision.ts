export interface BandPrecision {
  /** Expected share of true matches. */
  readonly mean: number;
  /** Central 95 % of what the share may be. */
  readonly low: number;
  readonly high: number;
}

/** What the model says of a band counts as much as this many pairs that a person judged. */
const priorPairs = 10;

/**
 * [REVIEW-7] Share of true matches among undecided pairs: a Beta prior with the mean of their chances and the weight of ten
 * judged pairs, brought up to date with what people decided in the band (the conjugate Beta-binomial model; Gelman et al.,
 * Bayesian Data Analysis, 3rd ed., §2.4). Pairs between the same two customers are one question and true or not together;
 * among few questions the share falls out as it will, so the interval also holds the central 95 % of the Beta-binomial
 * share among that many. Nothing for no pairs.
 */
export function bandPrecision(
  chances: Float64Array,
  questions: number,
  { judged, joined }: { readonly judged: number; readonly joined: number },
): BandPrecision | undefined {
  if (chances.length === 0) return undefined;
  const expected = chances.reduce((sum, p) => sum + p, 0) / chances.length;
  const inside = Math.min(Math.max(expected, 1e-6), 1 - 1e-6);
  const a = priorPairs * inside + joined;
  const b = priorPairs * (1 - inside) + judged - joined;
  return {
    mean: a / (a + b),
    low: Math.min(betaQuantile(0.025, a, b), betaBinomialQuantile(0.025, questions, a, b) / questions),
    high: Math.max(betaQuantile(0.975, a, b), betaBinomialQuantile(0.975, questions, a, b) / questions),
  };
}

/** The least number of successes of n that a share of a Beta-binomial(n, a, b) does not exceed. */
export function betaBinomialQuantile(share: number, n: number, a: number, b: number): number {
  let chance = logGamma(b + n) + logGamma(a + b) - logGamma(a + b + n) - logGamma(b);
  let below = 0;
  for (let k = 0; k < n; k++) {
    below += Math.exp(chance);
    if (below >= share) return k;
    chance += Math.log(((n - k) * (a + k)) / ((k + 1) * (b + n - k - 1)));
  }
  return n;
}

/** The value below which a share of a Beta(a, b) lies, by bisection: to 1e-12. */
export function betaQuantile(share: number, a: number, b: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (betaBelow(middle, a, b) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The share of a Beta(a, b) below x: the regularised incomplete beta function (DLMF 8.17.22, the continued fraction). */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaBelow(1 - x, b, a);
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny);
  let fraction = d;
  for (let m = 1; m < 10_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d, tiny);
    c = nonZero(1 + even / c, tiny);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d, tiny);
    c = nonZero(1 + odd / c, tiny);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-14) break;
  }
  return (front * fraction) / a;
}

const nonZero = (value: number, tiny: number): number => (Math.abs(value) < tiny ? tiny : value);

/** ln Γ(x) for x > 0: upwards to 10 by the recurrence, then Stirling's series (DLMF 5.11.1). */
function logGamma(x: number): number {
  let shift = 0;
  let z = x;
  for (; z < 10; z++) shift += Math.log(z);
  const inverse = 1 / z;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

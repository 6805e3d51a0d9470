/** The usual order of a sale; stages named otherwise follow, the largest first, the unknown one last. */
const usual = [
  'prospecting',
  'qualification',
  'needs analysis',
  'value proposition',
  'proposal',
  'negotiation',
  'closed won',
  'closed lost',
];

export interface StageValue {
  readonly stage: string | null;
  readonly value: number | null;
}

/** Stages with something in them, in the order a sale passes through them. */
export const stageOrder = (
  stages: readonly (string | null)[],
  values: readonly (number | null)[],
): StageValue[] => {
  const rank = (stage: string | null): number => {
    if (stage === null) return usual.length + 1;
    const at = usual.indexOf(stage.toLowerCase());
    return at < 0 ? usual.length : at;
  };
  return stages
    .map((stage, at) => ({ stage, value: values[at] ?? null }))
    .filter(({ value }) => value !== null && value !== 0)
    .sort((a, b) => rank(a.stage) - rank(b.stage) || (b.value ?? 0) - (a.value ?? 0));
};

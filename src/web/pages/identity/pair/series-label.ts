import type { IdentityPairResponse } from '../../../../contract/api/identity.ts';

const labels = ['one_of_several', 'other_of_several'] as const;

/** [REVIEW-13] Whether a person has to say which company of a series a record is, or has; undefined of all other pairs. */
export const seriesLabel = ({
  addends,
}: Pick<IdentityPairResponse, 'addends'>): (typeof labels)[number] | undefined =>
  labels.find((each) => addends.some(({ label }) => label === each));

/** Colour of each state of freshness; the word beside it says the same. */
export const freshnessTone = { fresh: 'good', late: 'warn', stale: 'bad', empty: '' } as const;

/** The seed of the demo company when none is given. */
export const demoSeed = 20260630;

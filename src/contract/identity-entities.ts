/**
 * What records of several systems can be one of. Customers are linked by weights, the others tied by rules. Apart from the
 * schemas of decisions, which a page that only links to the review need not load.
 */
export const identityEntities = ['customer', 'contact', 'product'] as const;
export type IdentityEntity = (typeof identityEntities)[number];

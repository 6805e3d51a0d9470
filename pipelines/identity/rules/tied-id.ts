import type { TiedEntity } from './tie-rule.ts';

const prefixes: Readonly<Record<TiedEntity, string>> = { contact: 'gp', product: 'gi' };

/** SQL of the id of a group, from the id of its oldest record. */
export const tiedIdSql = (entity: TiedEntity, oldest: string): string =>
  `'${prefixes[entity]}_' || left(sha256('${entity}|' || ${oldest}), 16)`;

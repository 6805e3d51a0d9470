import { describe, expect, it } from 'vitest';
import { roleSchema } from '../contract/roles.ts';
import { actions, authorise } from './authorise.ts';
import { rowPolicy } from './policy.ts';

describe('roles', () => {
  it('[POLICY-1] nobody without a role may do anything or see any row', () => {
    const nobody = { userId: 'x', roles: [], scope: {} };
    expect(actions.filter((action) => authorise(nobody, action))).toEqual([]);
    expect(rowPolicy(nobody).predicate).toEqual({ kind: 'none' });
    expect(rowPolicy(nobody).metrics.size).toBe(0);
  });

  it('[POLICY-1] a role from elsewhere allows nothing', () => {
    for (const role of ['root', 'constructor', '__proto__'])
      expect(
        actions.filter((action) => authorise({ userId: 'x', roles: [role as never], scope: {} }, action)),
      ).toEqual([]);
  });

  it('[POLICY-2] only who sees personal data may read raw lines', () => {
    for (const role of roleSchema.options) {
      const person = { userId: 'x', roles: [role], scope: {} };
      if (authorise(person, 'lineage.row')) expect(rowPolicy(person).maskPersonal).toBe(false);
    }
  });

  it('[POLICY-2] only the administrator administers, only the steward mends data', () => {
    const who = (action: (typeof actions)[number]): string[] =>
      roleSchema.options.filter((role) => authorise({ userId: 'x', roles: [role], scope: {} }, action));
    expect(who('admin')).toEqual(['admin']);
    expect(who('data.fix')).toEqual(['steward']);
    expect([who('identity.read'), who('identity.decide')]).toEqual([['steward'], ['steward']]);
  });

  it('[POLICY-4] service sees no margin unless another role of the person does', () => {
    const service = { userId: 'x', roles: ['service' as const], scope: {} };
    expect(rowPolicy(service).metrics.has('gross_margin')).toBe(false);
    expect(rowPolicy({ ...service, roles: ['service', 'planner'] }).metrics.has('gross_margin')).toBe(true);
  });

  it('[POLICY-3] an empty scope is not a missing one', () => {
    const person = (scope: object) => rowPolicy({ userId: 'x', roles: ['executive'], scope });
    expect(person({}).predicate).toEqual({ kind: 'all' });
    expect(person({ region: [] }).predicate).toEqual({ kind: 'member', dimension: 'region', values: [] });
    expect(person({}).key).not.toBe(person({ region: [] }).key);
  });
});

import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IdentityDecisionInput } from '../contract/identity-decision.ts';
import { type IdentityDecisions, identityDecisions } from './identity-decisions.ts';

let dir: string;
let file: string;
let journal: IdentityDecisions;
let ids = 0;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tandem-decisions-'));
  file = join(dir, 'decisions', 'identity.jsonl');
  ids = 0;
  journal = identityDecisions(
    file,
    () => new Date('2026-01-02T03:04:05Z'),
    () => `d${++ids}`,
  );
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const merge: Extract<IdentityDecisionInput, { kind: 'must_link' }> = {
  kind: 'must_link',
  entity: 'customer',
  records: ['crm|1', 'erp|2'],
};

describe('[DECIDE-1] the journal of decisions', () => {
  it('is empty before the first decision, and then one line each', async () => {
    expect(journal.list()).toEqual({ decisions: [], broken: [] });
    expect(existsSync(file)).toBe(false);
    const first = await journal.append(merge, 'steward');
    expect(first).toEqual({ ...merge, why: '', id: 'd1', at: '2026-01-02T03:04:05.000Z', by: 'steward' });
    await journal.append({ ...merge, why: 'same address' }, 'steward');
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(2);
    expect(journal.list().decisions.map(({ id }) => id)).toEqual(['d1', 'd2']);
  });

  it('[REVIEW-12] gives all of one request one instant', async () => {
    let ticks = 0;
    const ticking = identityDecisions(file, () => new Date(1_000 * (ticks += 1)));
    const kept = await ticking.appendAll([merge, merge, merge], 'steward');
    const [later] = await ticking.appendAll([merge], 'steward');
    expect(new Set(kept.map(({ at }) => at)).size).toBe(1);
    expect(later?.at).not.toBe(kept[0]?.at);
  });

  it('takes many at once without mixing their lines', async () => {
    await Promise.all(Array.from({ length: 40 }, () => journal.append(merge, 'a')));
    expect(journal.list().decisions).toHaveLength(40);
    expect(journal.list().broken).toEqual([]);
  });

  it('reports a torn last line, and the next decision stands alone', async () => {
    await journal.append(merge, 'a');
    appendFileSync(file, '{"kind":"must_link","entity":"cus');
    expect(journal.list()).toMatchObject({ decisions: [{ id: 'd1' }], broken: [2] });
    await journal.append(merge, 'a');
    expect(journal.list()).toMatchObject({ decisions: [{ id: 'd1' }, { id: 'd2' }], broken: [2] });
  });

  it('refuses what is no decision', async () => {
    await expect(journal.append({ ...merge, records: ['crm|1'] }, 'a')).rejects.toThrow();
    await expect(journal.append({ ...merge, records: ['crm|1', 'gc'] }, 'a')).rejects.toThrow();
    expect(existsSync(file)).toBe(false);
  });
});

describe('[DECIDE-2] revoking', () => {
  it('drops a decision for good; what never was or no longer holds cannot be revoked', async () => {
    await journal.append(merge, 'a');
    await journal.append({ ...merge, records: ['crm|3', 'erp|4'] }, 'a');
    await journal.append({ kind: 'revoke', entity: 'customer', revokes: 'd1' }, 'b');
    expect(journal.active().map(({ id }) => id)).toEqual(['d2']);
    for (const revokes of ['d1', 'd3', 'nothing'])
      await expect(
        journal.append({ kind: 'revoke', entity: 'customer', revokes }, 'b'),
      ).rejects.toMatchObject({
        code: 'not_found',
      });
  });
});

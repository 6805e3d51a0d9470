import { describe, expect, it } from 'vitest';
import type { IdentityDecisionInput } from '../../../contract/identity-decision.ts';
import { DecisionQueue, type MadeDecision } from './decision-queue.ts';

const same = (left: string, right: string): IdentityDecisionInput => ({
  kind: 'must_link',
  entity: 'customer',
  records: [left, right],
});

/** A server that keeps decisions; `trouble` is asked before each request and may lose the request or its answer. */
const server = (
  trouble: (request: number) => 'lose' | 'lose_answer' | 'refuse' | undefined = () => undefined,
) => {
  const journal: IdentityDecisionInput[] = [];
  const states: string[][] = [];
  const failed: string[] = [];
  const pauses: number[] = [];
  let requests = 0;
  const queue = new DecisionQueue({
    send: (input) => {
      const what = trouble((requests += 1));
      if (what === 'lose') return Promise.reject(new Error('offline'));
      if (what === 'refuse') return Promise.reject(new Error('refused'));
      journal.push(input);
      return what === 'lose_answer'
        ? Promise.reject(new Error('offline'))
        : Promise.resolve(`d${String(journal.length)}`);
    },
    find: (input) => {
      const at = journal.findIndex((kept) => JSON.stringify(kept) === JSON.stringify(input));
      return Promise.resolve(at < 0 ? undefined : `d${String(at + 1)}`);
    },
    mayPass: (error) => (error as Error).message === 'offline',
    wait: (pause) => {
      pauses.push(pause);
      return Promise.resolve();
    },
    onchange: (made: readonly MadeDecision[]) => states.push(made.map(({ state }) => state)),
    onfail: ({ key }, _, what) => failed.push(`${what} ${key}`),
  });
  return { queue, journal, states, failed, pauses };
};

describe('decisions on their way to the server', () => {
  it('are shown at once and kept in the order they were made', async () => {
    const { queue, journal, states } = server();
    queue.decide('one', same('a|1', 'b|1'));
    queue.decide('two', same('a|2', 'b|2'));
    expect(states.at(-1)).toEqual(['sending', 'sending']);
    await queue.idle;
    expect(states.at(-1)).toEqual(['kept', 'kept']);
    expect(journal).toEqual([same('a|1', 'b|1'), same('a|2', 'b|2')]);
  });

  it('one of several is taken back by its id, the others stand; an id that is not of this visit is left alone', async () => {
    const { queue, journal, states } = server();
    queue.decide('one', same('a|1', 'b|1'));
    queue.decide('two', same('a|2', 'b|2'));
    await queue.idle;
    expect(queue.undo('d9')).toBeUndefined();
    expect(queue.undo('d1')?.key).toBe('one');
    await queue.idle;
    expect(states.at(-1)).toEqual(['undone', 'kept']);
    expect(journal.at(-1)).toEqual({ kind: 'revoke', entity: 'customer', revokes: 'd1' });
    expect(queue.undo('d1'), 'it stands no more').toBeUndefined();
  });

  it('are tried again when nothing answered, with longer and longer pauses', async () => {
    const { queue, journal, pauses, failed } = server((request) => (request < 4 ? 'lose' : undefined));
    queue.decide('one', same('a|1', 'b|1'));
    await queue.idle;
    expect(queue.made[0]?.state).toBe('kept');
    expect(journal).toHaveLength(1);
    expect(pauses).toEqual([500, 1000, 2000]);
    expect(failed).toEqual([]);
  });

  it('are not kept twice when only the answer was lost', async () => {
    const { queue, journal } = server((request) => (request === 1 ? 'lose_answer' : undefined));
    queue.decide('one', same('a|1', 'b|1'));
    await queue.idle;
    expect(queue.made[0]).toMatchObject({ state: 'kept', id: 'd1' });
    expect(journal).toHaveLength(1);
  });

  it('are rolled back when the server refuses or stays silent, and those after them still go', async () => {
    const { queue, journal, failed } = server((request) => (request === 1 ? 'refuse' : undefined));
    queue.decide('one', same('a|1', 'b|1'));
    queue.decide('two', same('a|2', 'b|2'));
    await queue.idle;
    expect(queue.made.map(({ state }) => state)).toEqual(['failed', 'kept']);
    expect(failed).toEqual(['keep one']);
    expect(journal).toEqual([same('a|2', 'b|2')]);

    const silent = server(() => 'lose');
    silent.queue.decide('one', same('a|1', 'b|1'));
    await silent.queue.idle;
    expect(silent.failed).toEqual(['keep one']);
    expect(silent.pauses).toHaveLength(5);
  });

  it('are undone from the last to the first: kept ones are revoked, unsent ones never leave', async () => {
    const { queue, journal } = server();
    queue.decide('one', same('a|1', 'b|1'));
    await queue.idle;
    queue.decide('two', same('a|2', 'b|2'));
    expect(queue.undo()?.key).toBe('two');
    expect(queue.undo()?.key).toBe('one');
    expect(queue.undo()).toBeUndefined();
    await queue.idle;
    expect(queue.made.map(({ state }) => state)).toEqual(['undone', 'undone']);
    expect(journal).toEqual([same('a|1', 'b|1'), { kind: 'revoke', entity: 'customer', revokes: 'd1' }]);
  });

  it('stand again when they cannot be undone', async () => {
    const { queue, failed } = server((request) => (request === 2 ? 'refuse' : undefined));
    queue.decide('one', same('a|1', 'b|1'));
    await queue.idle;
    queue.undo();
    await queue.idle;
    expect(queue.made[0]?.state).toBe('kept');
    expect(failed).toEqual(['undo one']);
  });
});

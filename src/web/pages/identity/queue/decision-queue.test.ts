import { describe, expect, it } from 'vitest';
import type { IdentityDecisionInput } from '../../../../contract/identity-decision.ts';
import { DecisionQueue, type MadeDecision, type UnsentDecision } from './decision-queue.ts';

const same = (left: string, right: string): IdentityDecisionInput => ({
  kind: 'must_link',
  entity: 'customer',
  records: [left, right],
});

/** A server that keeps decisions; `trouble` is asked before each request and may lose the request or its answer. */
const server = (
  trouble: (request: number) => 'lose' | 'lose_answer' | 'refuse' | 'signed_out' | undefined = () =>
    undefined,
  journal: IdentityDecisionInput[] = [],
  stored: { unsent: readonly UnsentDecision[] } = { unsent: [] },
) => {
  const states: string[][] = [];
  const failed: string[] = [];
  const pauses: number[] = [];
  let requests = 0;
  const queue = new DecisionQueue({
    store: {
      read: () => stored.unsent,
      write: (unsent) => (stored.unsent = unsent),
    },
    send: (input) => {
      const what = trouble((requests += 1));
      if (what === 'lose') return Promise.reject(new Error('offline'));
      if (what === 'signed_out') return Promise.reject(new Error('signed out'));
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
    isSignedOut: (error) => (error as Error).message === 'signed out',
    wait: (pause) => {
      pauses.push(pause);
      return Promise.resolve();
    },
    onchange: (made: readonly MadeDecision[]) => states.push(made.map(({ state }) => state)),
    onfail: ({ key }, _, what) => failed.push(`${what} ${key}`),
  });
  return { queue, journal, states, failed, pauses, stored };
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

describe('decisions that an earlier page left unsent', () => {
  const unsent = (key: string, change: Partial<UnsentDecision> = {}): UnsentDecision => ({
    key,
    input: same(`a|${key}`, `b|${key}`),
    name: key,
    overrules: [],
    state: 'sending',
    id: undefined,
    ...change,
  });

  it('are in the store from the moment they are made until the server has them', async () => {
    const { queue, stored } = server((request) => (request === 2 ? 'signed_out' : undefined));
    queue.decide('1', same('a|1', 'b|1'));
    queue.decide('2', same('a|2', 'b|2'));
    queue.decide('3', same('a|3', 'b|3'));
    expect(stored.unsent.map(({ key }) => key)).toEqual(['1', '2', '3']);
    await queue.idle;
    expect(stored.unsent, 'who is signed out sends nothing more and loses nothing').toEqual([
      unsent('2'),
      unsent('3'),
    ]);
    expect(queue.stopped).toBe(true);
  });

  it('are sent after it, in their order, before those made here', async () => {
    const { queue, journal, stored, states } = server(undefined, [], { unsent: [unsent('1'), unsent('2')] });
    expect(states.at(-1), 'shown at once').toEqual(['sending', 'sending']);
    queue.decide('3', same('a|3', 'b|3'));
    await queue.idle;
    expect(journal).toEqual([same('a|1', 'b|1'), same('a|2', 'b|2'), same('a|3', 'b|3')]);
    expect(stored.unsent).toEqual([]);
  });

  it('are not kept twice when the server had them', async () => {
    const { queue, journal } = server(undefined, [same('a|1', 'b|1')], { unsent: [unsent('1')] });
    await queue.idle;
    expect(queue.made[0]).toMatchObject({ state: 'kept', id: 'd1' });
    expect(journal).toHaveLength(1);
  });

  it('and were being undone are revoked when the server has them, and never sent when it has not', async () => {
    const had = server(undefined, [same('a|1', 'b|1')], { unsent: [unsent('1', { state: 'undoing' })] });
    await had.queue.idle;
    expect(had.journal.at(-1)).toEqual({ kind: 'revoke', entity: 'customer', revokes: 'd1' });
    expect(had.queue.made[0]?.state).toBe('undone');

    const hadNot = server(undefined, [], { unsent: [unsent('1', { state: 'undoing' })] });
    await hadNot.queue.idle;
    expect(hadNot.journal).toEqual([]);
    expect(hadNot.stored.unsent).toEqual([]);

    const revoke = { kind: 'revoke', entity: 'customer', revokes: 'd1' } as const;
    const both = server(undefined, [same('a|1', 'b|1'), revoke], {
      unsent: [unsent('1', { state: 'undoing', id: 'd1' })],
    });
    await both.queue.idle;
    expect(both.journal).toHaveLength(2);
  });

  it('stay for their maker when another person comes', async () => {
    const { queue, journal, stored } = server((request) => (request === 1 ? 'lose' : undefined));
    queue.decide('1', same('a|1', 'b|1'));
    queue.stop();
    await queue.idle;
    expect(journal).toEqual([]);
    expect(stored.unsent).toEqual([unsent('1')]);
  });
});

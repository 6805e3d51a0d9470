import type {
  IdentityDecisionsResponse,
  IdentityDecideRequest,
  IdentityOverviewResponse,
  IdentityPair,
} from '../../../contract/api/identity.ts';
import type { IdentityDecision, IdentityDecisionInput } from '../../../contract/identity-decision.ts';
import type { IdentityEntity } from '../../../contract/identity-entities.ts';
import { ApiError } from '../../state/api-error.ts';
import { getJson, sendJson } from '../../state/api.ts';
import { errorDetails, errorText } from '../../state/error-text.ts';
import { t } from '../../state/locale.svelte.ts';
import { askBeforeLeaving } from '../../state/ask-before-leaving.ts';
import { Resource } from '../../state/resource.svelte.ts';
import { session } from '../../state/session.svelte.ts';
import { toasts } from '../../state/toasts.svelte.ts';
import { unsentDecisions } from './queue/unsent-decisions.ts';
import {
  DecisionQueue,
  type DecisionPorts,
  type MadeDecision,
  type UnsentStore,
} from './queue/decision-queue.ts';
import { decidedPair, pairAddress } from './queue/decided-pair.ts';
import { decisionMatches } from './queue/decision-matches.ts';

type Decided = IdentityPair['decided'];

const keep = async (request: IdentityDecideRequest): Promise<string[]> =>
  (await sendJson<{ ids: string[]; pending: number }>('POST', '/identity/decisions', request)).ids;

/** What waits, what was decided in this visit, and what the generation served knows. */
class IdentityState {
  overview = new Resource<IdentityOverviewResponse>();
  made = $state.raw<readonly MadeDecision[]>([]);
  /** Counts up when decisions were kept or taken back: lists that show them are read again. */
  version = $state(0);
  /** Decisions before this one are known to the lists by now. */
  #shownFrom = $state(0);
  #owner = '';
  #queue: DecisionQueue | undefined;

  /** The queue of who is signed in; another person's stops, and what it did not send waits for that person. */
  #ownQueue(): DecisionQueue {
    const [workspace, person] = [session.start?.workspace ?? '', session.me?.id ?? ''];
    const owner = JSON.stringify([workspace, person]);
    if (this.#queue && owner === this.#owner && !this.#queue.stopped) return this.#queue;
    this.#queue?.stop();
    this.#owner = owner;
    this.made = [];
    this.#shownFrom = 0;
    this.#queue = new DecisionQueue(this.#ports(unsentDecisions(sessionStorage, workspace, person)));
    return this.#queue;
  }

  #ports = (store: UnsentStore): DecisionPorts => ({
    store,
    send: async (input, overrules) => {
      const [id = ''] = await keep({ decisions: [input], overrules: [...overrules] });
      return id;
    },
    find: async (input) => {
      const { rows } = await getJson<IdentityDecisionsResponse>('/identity/decisions?limit=20');
      return rows.find(
        ({ decision, pending, revokedBy }) =>
          pending &&
          revokedBy === null &&
          decision.by === session.me?.email &&
          decisionMatches(decision, input),
      )?.decision.id;
    },
    mayPass: (error) => error instanceof ApiError && (error.code === 'offline' || error.status >= 502),
    isSignedOut: (error) => error instanceof ApiError && error.status === 401,
    wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    onchange: (made) => {
      const settled = (list: readonly MadeDecision[]) =>
        list.filter(({ state }) => state === 'kept' || state === 'undone').length;
      if (settled(made) !== settled(this.made)) void this.refresh();
      this.made = made;
      askBeforeLeaving(this.sending);
    },
    onfail: (made, error, what) => {
      const pair = decidedPair(made.input);
      if (error instanceof ApiError && error.code === 'contradicts' && pair) {
        // Another steward was first, or this one in another tab: the lists show what was said, and the pair is decided in view of it.
        this.version += 1;
        void this.refresh();
        const name = made.name || `${pair.left}, ${pair.right}`;
        const by = errorDetails(error.details)['by'] ?? '';
        const isOwn = by === session.me?.email;
        toasts.say(t(isOwn ? 'identity.contradicted.own' : 'identity.contradicted', { name, by }), 'bad', {
          href: pairAddress(pair, made.input.entity),
          text: t('identity.contradicted.open'),
        });
        return;
      }
      toasts.say(
        t(what === 'keep' ? 'identity.not_kept' : 'identity.not_undone', { reason: errorText(error) }),
        'bad',
      );
    },
  });

  /** Whose records are looked at. */
  entity = $state<IdentityEntity>('customer');
  /** Decisions that no generation knows yet, of all entities and of each. */
  waiting = $state(0);
  waitingOf = $state.raw<IdentityOverviewResponse['pendingOf']>({ customer: 0, contact: 0, product: 0 });
  sending = $derived(this.made.some(({ state }) => state === 'sending' || state === 'undoing'));
  mayUndo = $derived(this.made.some(({ state }) => state === 'sending' || state === 'kept'));

  async refresh(): Promise<void> {
    const query = this.entity === 'customer' ? '' : `?entity=${this.entity}`;
    await this.overview.load((signal) => getJson<IdentityOverviewResponse>(`/identity${query}`, signal));
    if (!this.overview.data) return;
    this.waiting = this.overview.data.pending;
    this.waitingOf = this.overview.data.pendingOf;
  }

  /** Sends what an earlier page of who is signed in left unsent. */
  resume(): void {
    this.#ownQueue();
  }

  /** Turns to the records of another entity. */
  show(entity: IdentityEntity): void {
    if (entity === this.entity) return;
    this.entity = entity;
    this.overview.clear();
    void this.refresh();
  }

  /** A new generation is served: what lists say is newer than what was decided here. */
  renewed(): void {
    const unsent = this.made.findIndex(({ state }) => state === 'sending' || state === 'undoing');
    this.#shownFrom = unsent < 0 ? this.made.length : unsent;
    void this.refresh();
  }

  decide(key: string, input: IdentityDecisionInput, overrules: readonly string[], name: string): void {
    this.#ownQueue().decide(key, input, overrules, name);
  }

  undo(of?: string): MadeDecision | undefined {
    const queue = this.#ownQueue();
    const undone = queue.undo(of);
    if (undone) void queue.idle.then(() => (this.version += 1));
    return undone;
  }

  /** Keeps decisions at once, as they were previewed. */
  async decideNow(request: IdentityDecideRequest): Promise<void> {
    await keep(request);
    this.version += 1;
    await this.refresh();
  }

  /** Takes one decision back, made in this visit or not. */
  async takeBack({ id, entity }: Pick<IdentityDecision, 'id' | 'entity'>): Promise<void> {
    if (this.undo(id)) return this.#ownQueue().idle;
    await this.decideNow({ decisions: [{ kind: 'revoke', entity, revokes: id, why: '' }] });
  }

  /** What is decided about a pair: by what was done here just now, else as the list says. */
  decidedOf(key: string, listed: Decided): Decided {
    const at = this.made.findLastIndex((each) => each.key === key && each.state !== 'failed');
    const made = this.made[at];
    if (!made || at < this.#shownFrom) return listed;
    if (made.state === 'undoing' || made.state === 'undone') return null;
    if (made.input.kind !== 'must_link' && made.input.kind !== 'cannot_link') return listed;
    return { id: made.id ?? '', kind: made.input.kind, pending: true };
  }
}

export const identity = new IdentityState();

import type { IdentityDecisionInput } from '../../../../contract/identity-decision.ts';

export type DecisionState = 'sending' | 'kept' | 'undoing' | 'undone' | 'failed';

/** One decision made in this visit. `key` names what it is about, `id` the line of the journal once it is kept. */
export interface MadeDecision {
  readonly key: string;
  readonly input: IdentityDecisionInput;
  /** What to call what it is about. */
  readonly name: string;
  /** Earlier decisions that shall no longer hold. */
  readonly overrules: readonly string[];
  readonly state: DecisionState;
  readonly id: string | undefined;
}

/** A decision, or its undoing, that the server has not confirmed. */
export type UnsentDecision = Omit<MadeDecision, 'state'> & { readonly state: 'sending' | 'undoing' };

export interface UnsentStore {
  readonly read: () => readonly UnsentDecision[];
  readonly write: (unsent: readonly UnsentDecision[]) => void;
}

export interface DecisionPorts {
  /** Keeps what the server has not confirmed for the next visit of the page. */
  readonly store: UnsentStore;
  /** Keeps one decision on the server and gives its id. */
  readonly send: (input: IdentityDecisionInput, overrules: readonly string[]) => Promise<string>;
  /** Finds a decision whose answer was lost on the way: its id when the server has kept it. */
  readonly find: (input: IdentityDecisionInput) => Promise<string | undefined>;
  /** True for failures that may pass: no answer, a server starting. */
  readonly mayPass: (error: unknown) => boolean;
  /** True when the person must sign in first: the queue stops, what is left stays in the store. */
  readonly isSignedOut: (error: unknown) => boolean;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly onchange: (made: readonly MadeDecision[]) => void;
  /** A decision that could not be kept (`undo`: not taken back) after all tries. */
  readonly onfail: (made: MadeDecision, error: unknown, what: 'keep' | 'undo') => void;
}

const pauses = [500, 1000, 2000, 4000, 8000];

const isUnsent = (made: MadeDecision): made is UnsentDecision =>
  made.state === 'sending' || made.state === 'undoing';

/**
 * Decisions are shown at once and sent one after the other in the order they were made. What the server refuses is
 * rolled back; what it did not answer is looked up before it is sent again, so that nothing is kept twice. What was left
 * when the page was closed or loaded anew is taken from the store and goes first, looked up as well.
 */
export class DecisionQueue {
  #made: readonly MadeDecision[] = [];
  #work: Promise<void> = Promise.resolve();
  #stopped = false;
  readonly #ports: DecisionPorts;
  /** How many of the first decisions an earlier page left: the server may have them. */
  readonly #left: number;

  constructor(ports: DecisionPorts) {
    this.#ports = ports;
    const left = ports.store.read();
    this.#left = left.length;
    if (left.length === 0) return;
    this.#made = left;
    this.#ports.onchange(this.#made);
    left.forEach(({ state }, at) =>
      this.#queue(() => (state === 'sending' ? this.#keep(at) : this.#takeBack(at))),
    );
  }

  /** True when nothing will be sent any more. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Sends nothing more; what is left stays in the store. */
  stop(): void {
    this.#stopped = true;
  }

  get made(): readonly MadeDecision[] {
    return this.#made;
  }

  /** Resolves when nothing is under way. */
  get idle(): Promise<void> {
    return this.#work;
  }

  decide(key: string, input: IdentityDecisionInput, overrules: readonly string[] = [], name = key): void {
    const at = this.#made.length;
    this.#change([...this.#made, { key, input, name, overrules, state: 'sending', id: undefined }]);
    this.#queue(() => this.#keep(at));
  }

  /**
   * Takes back the last decision that still stands, or the one kept under `id`. Gives what it was about, or `undefined`
   * when there is none.
   */
  undo(of?: string): MadeDecision | undefined {
    const at = this.#made.findLastIndex(
      ({ state, id }) => (state === 'sending' || state === 'kept') && (of === undefined || id === of),
    );
    const made = this.#made[at];
    if (!made) return undefined;
    this.#set(at, { state: 'undoing' });
    this.#queue(() => this.#takeBack(at));
    return made;
  }

  #queue(task: () => Promise<void>): void {
    this.#work = this.#work.then(task);
  }

  #set(at: number, change: Partial<MadeDecision>): void {
    this.#change(this.#made.map((made, index) => (index === at ? { ...made, ...change } : made)));
  }

  #change(made: readonly MadeDecision[]): void {
    this.#made = made;
    if (!this.#stopped) this.#ports.store.write(made.filter(isUnsent));
    this.#ports.onchange(made);
  }

  async #keep(at: number): Promise<void> {
    const made = this.#made[at];
    // Taken back before its turn came: nothing was sent, nothing is to be revoked.
    if (this.#stopped || made?.state !== 'sending') return;
    try {
      const id = await this.#deliver(made.input, made.overrules, at < this.#left);
      this.#set(at, { id, ...(this.#made[at]?.state === 'sending' ? { state: 'kept' as const } : {}) });
    } catch (error) {
      if (this.#halts(error)) return;
      this.#set(at, { state: 'failed' });
      this.#ports.onfail(made, error, 'keep');
    }
  }

  async #takeBack(at: number): Promise<void> {
    const made = this.#made[at];
    if (this.#stopped || made?.state !== 'undoing') return;
    const isLeft = at < this.#left;
    try {
      const id = made.id ?? (isLeft ? await this.#ports.find(made.input) : undefined);
      if (id !== undefined)
        await this.#deliver({ kind: 'revoke', entity: made.input.entity, revokes: id }, [], isLeft);
      this.#set(at, { state: 'undone' });
    } catch (error) {
      if (this.#halts(error)) return;
      this.#set(at, { state: 'kept' });
      this.#ports.onfail(made, error, 'undo');
    }
  }

  #halts(error: unknown): boolean {
    if (this.#ports.isSignedOut(error)) this.#stopped = true;
    return this.#stopped;
  }

  async #deliver(
    input: IdentityDecisionInput,
    overrules: readonly string[],
    mayBeKept: boolean,
  ): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      try {
        const before = tries === 0 && !mayBeKept ? undefined : await this.#ports.find(input);
        return before ?? (await this.#ports.send(input, overrules));
      } catch (error) {
        const pause = pauses[tries];
        if (pause === undefined || this.#stopped || !this.#ports.mayPass(error)) throw error;
        await this.#ports.wait(pause);
        if (this.stopped) throw error;
      }
    }
  }
}

import type { IdentityDecisionInput } from '../../../contract/identity-decision.ts';

export type DecisionState = 'sending' | 'kept' | 'undoing' | 'undone' | 'failed';

/** One decision made in this visit. `key` names what it is about, `id` the line of the journal once it is kept. */
export interface MadeDecision {
  readonly key: string;
  readonly input: IdentityDecisionInput;
  /** Earlier decisions that shall no longer hold. */
  readonly overrules: readonly string[];
  readonly state: DecisionState;
  readonly id: string | undefined;
}

export interface DecisionPorts {
  /** Keeps one decision on the server and gives its id. */
  readonly send: (input: IdentityDecisionInput, overrules: readonly string[]) => Promise<string>;
  /** Finds a decision whose answer was lost on the way: its id when the server has kept it. */
  readonly find: (input: IdentityDecisionInput) => Promise<string | undefined>;
  /** True for failures that may pass: no answer, a server starting. */
  readonly mayPass: (error: unknown) => boolean;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly onchange: (made: readonly MadeDecision[]) => void;
  /** A decision that could not be kept (`undo`: not taken back) after all tries. */
  readonly onfail: (made: MadeDecision, error: unknown, what: 'keep' | 'undo') => void;
}

const pauses = [500, 1000, 2000, 4000, 8000];

/**
 * Decisions are shown at once and sent one after the other in the order they were made. What the server refuses is
 * rolled back; what it did not answer is looked up before it is sent again, so that nothing is kept twice.
 */
export class DecisionQueue {
  #made: readonly MadeDecision[] = [];
  #work: Promise<void> = Promise.resolve();
  readonly #ports: DecisionPorts;

  constructor(ports: DecisionPorts) {
    this.#ports = ports;
  }

  get made(): readonly MadeDecision[] {
    return this.#made;
  }

  /** Resolves when nothing is under way. */
  get idle(): Promise<void> {
    return this.#work;
  }

  decide(key: string, input: IdentityDecisionInput, overrules: readonly string[] = []): void {
    const at = this.#made.length;
    this.#made = [...this.#made, { key, input, overrules, state: 'sending', id: undefined }];
    this.#ports.onchange(this.#made);
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
    this.#made = this.#made.map((made, index) => (index === at ? { ...made, ...change } : made));
    this.#ports.onchange(this.#made);
  }

  async #keep(at: number): Promise<void> {
    const made = this.#made[at];
    // Taken back before its turn came: nothing was sent, nothing is to be revoked.
    if (made?.state !== 'sending') return;
    try {
      const id = await this.#deliver(made.input, made.overrules);
      this.#set(at, { id, ...(this.#made[at]?.state === 'sending' ? { state: 'kept' as const } : {}) });
    } catch (error) {
      this.#set(at, { state: 'failed' });
      this.#ports.onfail(made, error, 'keep');
    }
  }

  async #takeBack(at: number): Promise<void> {
    const made = this.#made[at];
    if (made?.state !== 'undoing') return;
    if (made.id === undefined) {
      this.#set(at, { state: 'undone' });
      return;
    }
    try {
      await this.#deliver({ kind: 'revoke', entity: made.input.entity, revokes: made.id }, []);
      this.#set(at, { state: 'undone' });
    } catch (error) {
      this.#set(at, { state: 'kept' });
      this.#ports.onfail(made, error, 'undo');
    }
  }

  async #deliver(input: IdentityDecisionInput, overrules: readonly string[]): Promise<string> {
    for (let tries = 0; ; tries += 1) {
      try {
        const before = tries === 0 ? undefined : await this.#ports.find(input);
        return before ?? (await this.#ports.send(input, overrules));
      } catch (error) {
        const pause = pauses[tries];
        if (pause === undefined || !this.#ports.mayPass(error)) throw error;
        await this.#ports.wait(pause);
      }
    }
  }
}

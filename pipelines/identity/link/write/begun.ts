/** Something that goes on while its thread does other work, and is to be waited for. */
export interface Begun {
  readonly done: Promise<void>;
}

/** Who waits is told of a failure; until then it may be nobody. */
export function begun(done: Promise<void>): Begun {
  done.catch(() => undefined);
  return { done };
}

export interface FairQueue {
  /** Runs the task when a place is free. Waiting people take turns, however many tasks one of them has. */
  run<T>(person: string, task: () => Promise<T>): Promise<T>;
  readonly running: () => number;
  readonly waiting: () => number;
}

/** At most `places` tasks at once; the next place goes to the person who was served longest ago. */
export function fairQueue(places: number): FairQueue {
  const waiting = new Map<string, (() => void)[]>();
  let running = 0;

  const next = (): void => {
    const first = waiting.entries().next();
    if (first.done === true) return;
    const [person, tasks] = first.value;
    const start = tasks.shift();
    waiting.delete(person);
    if (tasks.length > 0) waiting.set(person, tasks);
    running += 1;
    start?.();
  };

  return {
    async run(person, task) {
      if (running >= places)
        await new Promise<void>((resolve) => {
          const mine = waiting.get(person);
          if (mine) mine.push(resolve);
          else waiting.set(person, [resolve]);
        });
      else running += 1;
      try {
        return await task();
      } finally {
        running -= 1;
        if (running < places) next();
      }
    },
    running: () => running,
    waiting: () => [...waiting.values()].reduce((sum, tasks) => sum + tasks.length, 0),
  };
}

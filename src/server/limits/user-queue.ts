import { TandemError } from '../../contract/errors.ts';

export interface UserQueue {
  /** Runs the task when the person has a free place; in turn otherwise. Throws `too_many_requests` when the line is full. */
  run<T>(userId: string, task: () => Promise<T>): Promise<T>;
}

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/** [API-7] At most `places` queries of one person at a time: nobody can take the whole machine. */
export function userQueue({ places, line }: { places: number; line: number }): UserQueue {
  const lines = new Map<string, Line>();
  return {
    async run(userId, task) {
      const mine = lines.get(userId) ?? { running: 0, waiting: [] };
      lines.set(userId, mine);
      if (mine.running >= places) {
        if (mine.waiting.length >= line) throw new TandemError('too_many_requests', { seconds: 1 });
        await new Promise<void>((resolve) => mine.waiting.push(resolve));
      } else mine.running++;
      try {
        return await task();
      } finally {
        const next = mine.waiting.shift();
        if (next) next();
        else if (--mine.running === 0) lines.delete(userId);
      }
    },
  };
}

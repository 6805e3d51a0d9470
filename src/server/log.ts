/** One JSON line of the server's log. */
export type Log = (entry: Readonly<Record<string, unknown>>) => void;

export const jsonLog =
  (write: (line: string) => void, now: () => Date): Log =>
  (entry) =>
    write(`${JSON.stringify({ at: now().toISOString(), ...entry })}\n`);

export const noLog: Log = () => undefined;

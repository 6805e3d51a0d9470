/**
 * Waits for the wish to stop: Ctrl-C, a termination signal or a closed terminal. A second wish later than the
 * echo of the first (a terminal sends Ctrl-C to every process of its group) ends the process at once.
 */
export function stopSignal(echo = 500): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: number | undefined;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (first === undefined) {
          first = performance.now();
          resolve(signal);
        } else if (performance.now() - first > echo) process.exit(130);
      });
  });
}

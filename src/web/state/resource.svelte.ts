/** The state of something being fetched: the last good data stays on show while newer data comes. */
export class Resource<T> {
  data = $state.raw<T | undefined>(undefined);
  error = $state.raw<unknown>(undefined);
  loading = $state(false);
  #running: AbortController | undefined;

  /** Fetches anew; an older fetch under way is dropped. Says whether its answer, or error, was taken: not when dropped. */
  async load(fetcher: (signal: AbortSignal) => Promise<T>): Promise<boolean> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.loading = true;
    try {
      const data = await fetcher(running.signal);
      if (running.signal.aborted) return false;
      this.data = data;
      this.error = undefined;
    } catch (error) {
      if (running.signal.aborted) return false;
      this.error = error;
    }
    this.loading = false;
    return true;
  }

  clear(): void {
    this.#running?.abort();
    this.data = undefined;
    this.error = undefined;
    this.loading = false;
  }
}

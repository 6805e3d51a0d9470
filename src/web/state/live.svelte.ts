import type { Job, ServerEvent } from '../../contract/api/jobs.ts';
import type { ProgressEvent } from '../../contract/progress.ts';
import { sendJson } from './api.ts';

/** News from the server as it happens: jobs, their progress, new generations. */
class Live {
  connected = $state(true);
  job = $state.raw<Job | undefined>(undefined);
  progress = $state.raw<ProgressEvent | undefined>(undefined);
  /** How far a write-back is: records settled of all that change. */
  writing = $state.raw<
    { readonly target: string; readonly done: number; readonly total: number } | undefined
  >(undefined);
  onGeneration: (generation: string) => void = () => undefined;
  onJobEnd: (job: Job) => void = () => undefined;
  #source: EventSource | undefined;

  get running(): boolean {
    return this.job?.state === 'running';
  }

  open(): void {
    this.close();
    const source = new EventSource('/api/events');
    this.#source = source;
    source.onopen = () => (this.connected = true);
    source.onerror = () => (this.connected = false);
    const hear = (event: MessageEvent<string>) => this.#hear(JSON.parse(event.data) as ServerEvent);
    for (const name of ['job', 'progress', 'write-back', 'generation', 'message'])
      source.addEventListener(name, hear as EventListener);
  }

  close(): void {
    this.#source?.close();
    this.#source = undefined;
    this.job = undefined;
    this.progress = undefined;
  }

  /** Asks for a refresh of the data. */
  async run(): Promise<void> {
    await sendJson('POST', '/run', {});
  }

  #hear(event: ServerEvent): void {
    if (event.type === 'generation') this.onGeneration(event.generation);
    else if (event.type === 'write-back') this.writing = event;
    else if (event.type === 'progress') this.progress = event.progress as ProgressEvent;
    else {
      const before = this.job;
      this.job = event.job;
      if (event.job.state !== 'running') {
        this.progress = undefined;
        if (before?.id === event.job.id && before.state === 'running') this.onJobEnd(event.job);
      }
    }
  }
}

export const live = new Live();

/** One line of news about long work: shown as a bar on the terminal and sent to the page as a server-sent event. */
export interface ProgressEvent {
  /** Dotted step name: `load`, `build.core`, `check`, `publish`; the message key is `progress.<first part>`. */
  readonly step: string;
  readonly state: 'start' | 'progress' | 'done' | 'failed';
  /** What is being worked on: a file, a model. */
  readonly item?: string;
  readonly done?: number;
  readonly total?: number;
}

export type Progress = (event: ProgressEvent) => void;

export const silent: Progress = () => undefined;

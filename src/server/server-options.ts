import type { Workspace } from '../../pipelines/workspace.ts';
import type { StartChild } from './jobs/child.ts';
import type { Log } from './log.ts';
import type { Serving } from './queries/serving.ts';

export interface ServerOptions {
  readonly workspace: Workspace;
  /** 0 takes a free port. */
  readonly port: number;
  /** Default 127.0.0.1. Elsewhere demo accounts do not work. */
  readonly host?: string;
  /** The built web application; default dist/web. */
  readonly webRoot?: string;
  /** The address people use when a proxy stands in front; https makes cookies Secure. */
  readonly publicUrl?: string;
  /** Says one line to the person at the console. */
  readonly print?: (line: string) => void;
  readonly log?: Log;
  readonly now?: () => Date;
  /** How a refresh is started; default: `tandem run` as a child process. */
  readonly startChild?: StartChild;
  readonly checkAnswers?: boolean;
  /** Another source of generations than the workspace's warehouse folder. */
  readonly serving?: Serving;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CliCommand } from './command.ts';
import { runAndSay } from './run.ts';
import { checkPort, readServeOptions, serveAndWait, serveOptions } from './serve.ts';
import { buildWeb } from './web-build.ts';
import { workspaceFolder, workspaceOption } from './workspace-option.ts';

/** `tandem start`: the demo company if there is no workspace yet, the web app if it is stale, run, serve. */
export const startCommand: CliCommand = {
  usage: 'start',
  about: 'cli.start.about',
  options: [workspaceOption, ...serveOptions],
  examples: ['npm start'],
  async run(context, _args, options) {
    const serveAt = readServeOptions(options);
    await checkPort(serveAt);
    const dir = workspaceFolder(options);
    if (!existsSync(join(dir, 'tandem.yaml'))) {
      const { writeDemo } = await import('../../pipelines/demo/write-demo.ts');
      writeDemo({ out: dir, scale: 1, progress: context.progress });
    }
    await buildWeb(context.progress);
    const { openWorkspace } = await import('../../pipelines/workspace.ts');
    const workspace = openWorkspace(dir);
    await runAndSay(context, workspace, { force: false });
    return serveAndWait(context, workspace, serveAt);
  },
};

import { check } from './check.ts';
import type { CliCommand } from './command.ts';
import { demo } from './demo.ts';
import { doctorCommand } from './doctor.ts';
import { exportCommand } from './export.ts';
import { initCommand } from './init.ts';
import { linkCommand } from './link.ts';
import { profile } from './profile.ts';
import { runCommand } from './run.ts';
import { serveCommand } from './serve.ts';
import { startCommand } from './start.ts';

/** Every command of `tandem`, in the order help lists them. */
export const commands: readonly CliCommand[] = [
  startCommand,
  demo,
  initCommand,
  check,
  profile,
  runCommand,
  exportCommand,
  serveCommand,
  linkCommand,
  doctorCommand,
];

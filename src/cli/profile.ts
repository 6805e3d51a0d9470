import { TandemError } from '../contract/errors.ts';
import type { CliCommand } from './command.ts';

/** `tandem profile FILE`: describes an unknown file and prints a system.yaml to start from. */
export const profile: CliCommand = {
  usage: 'profile [file]',
  about: 'cli.profile.about',
  options: [],
  examples: ['tandem profile export.csv > systems/mine/system.yaml'],
  async run({ t, json, print, printJson }, args) {
    const file = args.flat()[0];
    if (file === undefined) throw new TandemError('bad_request', { reason: t('cli.profile.needs_file') });
    const { profileFile } = await import('../../pipelines/load/profile-file.ts');
    const found = await profileFile(file);
    if (json) printJson(found);
    else print(found.yaml.trimEnd());
    return 0;
  },
};

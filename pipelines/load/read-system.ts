import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathText } from '../../src/contract/complaint.ts';
import { TandemError } from '../../src/contract/errors.ts';
import type { Reason } from '../../src/contract/reasons.ts';
import { severalMistakes } from '../../src/contract/several-mistakes.ts';
import { readYaml } from '../read-yaml.ts';
import type { Workspace } from '../workspace.ts';
import { systemSchema, type ObjectSpec, type SystemSpec } from './system-schema.ts';

const builtIn = resolve(import.meta.dirname, '..', 'systems');

/** Names of the systems there are: the workspace's own, then Tandem's. */
const knownSystems = (folders: readonly string[]): string =>
  [...new Set(folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : [])))]
    .filter((name) => folders.some((folder) => existsSync(join(folder, name, 'system.yaml'))))
    .sort()
    .join(', ');

/** The folder of a system: the workspace's own first, then Tandem's. Throws `bad_system` when neither has it. */
export function systemFolder(workspace: Pick<Workspace, 'paths'>, system: string): string {
  const places = [workspace.paths.systems, builtIn];
  const found = places
    .map((place) => join(place, system))
    .find((each) => existsSync(join(each, 'system.yaml')));
  if (found === undefined)
    throw new TandemError('bad_system', {
      file: join(workspace.paths.systems, system, 'system.yaml'),
      reason: 'no_system',
      system,
      known: knownSystems(places),
    });
  return found;
}

export const readSystem = (workspace: Pick<Workspace, 'paths'>, system: string): SystemSpec =>
  readSystemFile(join(systemFolder(workspace, system), 'system.yaml'));

/** [LOAD-56] Reads one system.yaml. Throws `bad_system` naming the file, the line in it and what is wrong there. */
export function readSystemFile(file: string): SystemSpec {
  if (!existsSync(file)) throw new TandemError('file_not_found', { file });
  const read = readYaml(readFileSync(file, 'utf8'), systemSchema);
  if ('mistake' in read)
    throw new TandemError('bad_system', { file, ...read.mistake }, { cause: read.cause });
  const wrong = Object.entries(read.value.objects)
    .flatMap(([name, object]) => wrongNames(read.value, name, object))
    .map(({ place, reason }) => ({ ...reason, at: read.lineOf(place) }))
    .sort((a, b) => a.at - b.at);
  if (wrong.length > 0) throw new TandemError('bad_system', { file, ...severalMistakes(wrong) });
  return read.value;
}

/** Columns and objects that an object names and that are not there. */
function wrongNames(
  system: SystemSpec,
  name: string,
  object: ObjectSpec,
): { place: (string | number)[]; reason: Reason }[] {
  const columns = Object.keys(object.columns);
  const named: (readonly [readonly (string | number)[], string])[] = [
    ...object.key.filter((column) => column !== 'row_hash').map((column) => [['key'], column] as const),
    ...(object.cursor ?? []).map((column) => [['cursor'], column] as const),
    ...object.fill_down.map((column, at) => [['fill_down', at], column] as const),
    ...object.references.map(({ column }, at) => [['references', at, 'column'], column] as const),
  ];
  const known = Object.keys(system.objects).join(', ');
  return [
    ...named
      .filter(([, column]) => !columns.includes(column))
      .map(([at, column]) => {
        const place = ['objects', name, ...at];
        const path = pathText(place);
        return {
          place,
          reason: { reason: 'column_unknown' as const, path, column, known: columns.join(', ') },
        };
      }),
    ...object.references.flatMap(({ object: other }, at) => {
      if (other in system.objects) return [];
      const place = ['objects', name, 'references', at, 'object'];
      const path = pathText(place);
      return [{ place, reason: { reason: 'object_unknown' as const, path, object: other, known } }];
    }),
  ];
}

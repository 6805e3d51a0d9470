import { describe, expect, it } from 'vitest';
import { readProjectFile } from './project-files.ts';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

const packages = (
  JSON.parse(readProjectFile('package-lock.json')) as { packages: Record<string, LockedPackage> }
).packages;
const entries = Object.entries(packages).filter(([path]) => path !== '');
const name = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Whether a package at `from` would find `wanted` in its own or an outer node_modules. */
function found(from: string, wanted: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (`${at === '' ? '' : `${at}/`}node_modules/${wanted}` in packages) return true;
    if (at === '') return false;
  }
}

/** Licences whose terms would reach the product or forbid a use of it. */
const refused = /\b(A?GPL|SSPL|BUSL|BSL-1\.1|Elastic|Commons-Clause|CC-BY-NC|UNLICENSED)/;

/** Packages whose manifest says nothing; their LICENSE file was read: MIT. */
const statedElsewhere = new Set(['svelte-toolbelt']);

describe('the lock file', () => {
  it('names every dependency of every package, those of other platforms too, so that npm ci accepts it anywhere', () => {
    const missing = entries.flatMap(([path, entry]) =>
      Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })
        .filter((wanted) => !found(path, wanted))
        .map((wanted) => `${name(path)} needs ${wanted}`),
    );
    expect(missing).toEqual([]);
  });

  it('names no registry, so that each user installs from their own', () => {
    expect(
      entries.filter(
        ([, entry]) =>
          entry.resolved !== undefined && !entry.resolved.startsWith('https://registry.npmjs.org/'),
      ),
    ).toEqual([]);
  });

  it('pins every direct dependency to one version', () => {
    const own = JSON.parse(readProjectFile('package.json')) as Record<
      'dependencies' | 'devDependencies',
      Record<string, string>
    >;
    const loose = Object.entries({ ...own.dependencies, ...own.devDependencies }).filter(
      ([, version]) => !/^(npm:@?[a-z0-9/-]+@)?\d+\.\d+\.\d+(-[0-9a-z.-]+)?$/.test(version),
    );
    expect(loose).toEqual([]);
  });

  it('has no licence in what is shipped that would bind its user', () => {
    const shipped = entries.filter(([, entry]) => entry.dev !== true && entry.devOptional !== true);
    expect(shipped.length).toBeGreaterThan(20);
    expect(
      shipped
        .filter(([, { license }]) => license !== undefined && refused.test(license))
        .map(([path]) => path),
    ).toEqual([]);
    const silent = shipped.filter(([, { license }]) => license === undefined).map(([path]) => name(path));
    expect(silent.filter((at) => !statedElsewhere.has(at))).toEqual([]);
  });

  it('a planted copyleft licence would be refused', () => {
    for (const licence of ['GPL-3.0-or-later', 'AGPL-3.0', 'SSPL-1.0', 'BUSL-1.1'])
      expect(refused.test(licence)).toBe(true);
    for (const licence of ['MIT', 'Apache-2.0', 'ISC', 'MPL-2.0']) expect(refused.test(licence)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import { projectFiles, readProjectFile } from './project-files.ts';

const code = projectFiles().filter(
  (path) => /\.(ts|svelte|mjs)$/.test(path) && !/\.(test|bench)\.ts$/.test(path),
);
const within = (...folders: string[]): string[] =>
  code.filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)));

/** Source without comments and the contents of strings, so that a word in either is no finding. */
const bare = (source: string): string =>
  source.replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"/g, '');

const findings = (paths: readonly string[], pattern: RegExp): string[] =>
  paths.flatMap((path) =>
    bare(readProjectFile(path))
      .split('\n')
      .filter((line) => pattern.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );

const impure =
  /\bMath\.random\b|\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b|\bcrypto\.random|\brandomUUID\b/;

describe('what must not depend on the clock, on chance or on the machine', () => {
  it('statistics, metrics, decisions and the demo company use no clock and no unseeded randomness', () => {
    expect(findings(within('src/stats', 'src/metrics', 'src/decisions', 'pipelines/demo'), impure)).toEqual(
      [],
    );
  });

  it('a planted use of the clock is found, one in a comment or a string is not', () => {
    expect(impure.test(bare('const seed = Date.now();'))).toBe(true);
    expect(impure.test(bare('// Date.now() is forbidden here'))).toBe(false);
    expect(impure.test(bare(`const text = 'Math.random';`))).toBe(false);
  });
});

describe('one module opens database files', () => {
  it('a file is never opened beside the instance cache, where a second instance would lose data', () => {
    const opened = findings(code, /DuckDBInstance\.create\(/);
    expect(
      opened.filter(
        (line) => !/^src\/warehouse\/[a-z-]+\.ts: .*create\((['"`]:memory:['"`]|,|\)|\s*$)/.test(line),
      ),
    ).toEqual([]);
  });
});

describe('switches that hide faults', () => {
  it('no file turns a checker off as a whole', () => {
    const own = projectFiles().filter((path) => /\.(ts|svelte|mjs|js)$/.test(path));
    const off = own.filter((path) =>
      /\/\* eslint-disable(?!-next-line)|@ts-(nocheck|ignore)/.test(readProjectFile(path)),
    );
    expect(off.filter((path) => path !== 'tests/architecture/purity.test.ts')).toEqual([]);
  });

  it('no test is left focused', () => {
    const tests = projectFiles().filter((path) => path.endsWith('.test.ts'));
    expect(findings(tests, /\b(it|test|describe)\.only\(/)).toEqual([]);
  });
});

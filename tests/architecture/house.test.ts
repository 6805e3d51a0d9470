import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectFiles, readProjectFile } from './project-files.ts';

const files = projectFiles();
const topLevel = new Set([
  '.ci',
  '.gitattributes',
  '.github',
  '.gitignore',
  '.npmrc',
  '.prettierignore',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'data',
  'eslint.config.js',
  'notebooks',
  'package-lock.json',
  'package.json',
  'pipelines',
  'src',
  'tests',
  'tsconfig.json',
  'vite.config.ts',
]);
const written = files.filter(
  (path) => /\.(ts|svelte|mjs|js|sql|css|html)$/.test(path) && !path.startsWith('tests/goldens/'),
);
const lines = written.map((path) => ({ path, count: readProjectFile(path).split('\n').length - 1 }));

/** The folders a file lies in. */
const foldersOf = (path: string): string[] =>
  path
    .split('/')
    .slice(0, -1)
    .map((_, at, parts) => parts.slice(0, at + 1).join('/'));

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

describe('the shape of the repository', () => {
  it('has nothing at the top level but what the design names', () => {
    expect(
      [...new Set(files.map((path) => path.split('/')[0] ?? ''))].filter((entry) => !topLevel.has(entry)),
    ).toEqual([]);
  });

  it('has no file of code longer than 500 lines, and most are short', () => {
    const code = lines.filter(({ path }) => /\.(ts|svelte|mjs|js)$/.test(path) && !path.endsWith('.test.ts'));
    const sorted = code.map(({ count }) => count).sort((a, b) => a - b);
    const longest = [...lines].sort((a, b) => b.count - a.count)[0];
    console.log(
      `${String(code.length)} files of code: median ${String(quantile(sorted, 0.5))} lines, p90 ${String(quantile(sorted, 0.9))}; longest ${longest?.path ?? ''} ${String(longest?.count ?? 0)}`,
    );
    expect(lines.filter(({ count }) => count > 500)).toEqual([]);
    expect(quantile(sorted, 0.5)).toBeLessThanOrEqual(90);
    expect(quantile(sorted, 0.9)).toBeLessThan(300);
  });

  it('names every file for what is in it', () => {
    expect(
      files.filter((path) => /(^|[/.-])(utils?|helpers?|common|misc|managers?)([/.-]|$)/.test(path)),
    ).toEqual([]);
    const strange = files.filter((path) => {
      const name = path.split('/').at(-1) ?? '';
      if (/\.svelte$/.test(name)) return !/^[A-Z][A-Za-z0-9]*\.svelte$/.test(name);
      return (
        /\.ts$/.test(name) &&
        name !== 'vite.config.ts' &&
        !/^[a-z0-9]+(-[a-z0-9]+)*(\.svelte)?((\.long)?\.test|\.(bench|d))?\.ts$/.test(name)
      );
    });
    expect(strange).toEqual([]);
  });

  it('leads in its documents only to what is there', () => {
    const there = new Set(files.flatMap((path) => [path, ...foldersOf(path)]));
    const astray = files
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        [...readProjectFile(path).matchAll(/\]\((?!\w+:)([^)#\s]+)/g)]
          .map(([, to = '']) => posix.normalize(posix.join(posix.dirname(path), to)).replace(/\/$/, ''))
          .filter((to) => !there.has(to))
          .map((to) => `${path}: ${to}`),
      );
    expect(astray).toEqual([]);
  });

  it('says nothing of the machine it was written on', () => {
    const text = files.filter(
      (path) => /\.(ts|svelte|mjs|js|json|ya?ml|sql|md|html|css)$/.test(path) && path !== 'package-lock.json',
    );
    const told = text.filter((path) =>
      /\/work\/(main|shared)|\/home\/(?!someone\/)[a-z]+\/|\/Users\/[A-Za-z]+\//.test(readProjectFile(path)),
    );
    expect(told.filter((path) => path !== 'tests/architecture/house.test.ts')).toEqual([]);
  });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readModels, readMoreCases } from './model-file.ts';

describe('cases of a model in files of their own', () => {
  let dir: string;
  const put = (file: string, text: string) => writeFileSync(join(dir, 'core', file), text);
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tandem-models-'));
    mkdirSync(join(dir, 'core'));
    put('fct_a.sql', 'select 1 as id');
    put('fct_a.yml', 'grain: one\ncolumns: { id: number }\n');
    put('fct_ab.sql', 'select 1 as id');
    put('fct_ab.yml', 'grain: one\ncolumns: { id: number }\n');
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('are those of the model named before the dot', () => {
    put('fct_a.late.yml', 'tests: [{ name: late, given: {}, expected: [{ id: 1 }] }]\n');
    put('fct_a.early.yml', 'tests: [{ name: early, given: {} }]\n');
    const cases = readModels(dir).map((model) => readMoreCases(dir, model).map(({ name }) => name));
    expect(cases).toEqual([['early', 'late'], []]);
  });

  it('are refused where there is no such model or something else is in them', () => {
    put('fct_a.late.yml', 'grain: one\n');
    const [model] = readModels(dir);
    expect(() => readMoreCases(dir, model ?? { file: '', name: '' })).toThrow();
    put('fct_b.late.yml', 'tests: []\n');
    expect(() => readModels(dir)).toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import { loadMessages } from '../messages/load-messages.ts';
import { createTranslate } from '../messages/translate.ts';
import { queryError } from '../warehouse/query-error.ts';
import { keptError } from './kept-error.ts';

const zh = createTranslate('zh-CN', await loadMessages('zh-CN'));

describe('[LOAD-54] the error that a run record keeps', () => {
  it('is told in the reader’s language, with its reason', () => {
    const details = { source: 'crm', url: 'http://x', reason: 'password_missing', variable: 'CRM_PASSWORD' };
    const said = keptError({ code: 'source_not_asked', details, message: 'source_not_asked {}' }, zh);
    expect(said).toBe('Tandem 无法登录源系统 crm，未向其发出任何请求：未设置环境变量 CRM_PASSWORD。');
  });

  it('is told in its own words where it is none of the catalogue, and not at all where there is none', () => {
    expect(keptError({ code: 'internal', details: {}, message: 'disk full' }, zh)).toBe('disk full');
    expect(keptError({ code: 'of_old', details: null, message: 'of_old {}' }, zh)).toBe('of_old {}');
    expect(keptError(undefined, zh)).toBe('');
  });

  it('of a statement that failed is the first line of the engine’s message and how the statement begins', () => {
    const told = (engine: string, sql: string): string =>
      keptError({ code: 'internal', details: {}, message: queryError(new Error(engine), sql).message }, zh);
    const engine =
      'Binder Error: Referenced column "is_persn" not found\nCandidates: "is_person"\n\nLINE 2: where';
    const long = `with\n  orders as (\n    select ${'order_id, '.repeat(400)}\n  )\nselect 1`;
    expect(told(engine, 'select 1\n  from orders')).toBe(
      'Binder Error: Referenced column "is_persn" not found (select 1 from orders)',
    );
    const said = told(engine, long);
    expect(said).toMatch(/not found \(with orders as \( select order_id, .* …\)$/);
    expect(said.length).toBeLessThan(300);
  });
});

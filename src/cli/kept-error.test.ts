import { describe, expect, it } from 'vitest';
import { loadMessages } from '../messages/load-messages.ts';
import { createTranslate } from '../messages/translate.ts';
import { keptError } from './kept-error.ts';

const zh = createTranslate('zh-CN', await loadMessages('zh-CN'));

describe('[LOAD-54] the error that a run record keeps', () => {
  it('is told in the reader’s language, with its reason', () => {
    const details = { source: 'crm', url: 'http://x', reason: 'password_missing', variable: 'CRM_PASSWORD' };
    const said = keptError({ code: 'source_refused', details, message: 'source_refused {}' }, zh);
    expect(said).toBe('源系统 crm 拒绝了请求：未设置环境变量 CRM_PASSWORD。');
  });

  it('is told in its own words where it is none of the catalogue, and not at all where there is none', () => {
    expect(keptError({ code: 'internal', details: {}, message: 'disk full' }, zh)).toBe('disk full');
    expect(keptError({ code: 'of_old', details: null, message: 'of_old {}' }, zh)).toBe('of_old {}');
    expect(keptError(undefined, zh)).toBe('');
  });
});

import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { recordReasons } from '../../src/contract/record-reasons.ts';
import { TandemError } from '../../src/contract/errors.ts';
import { loadMessages } from '../../src/messages/load-messages.ts';
import { toldDetails } from '../../src/messages/told-details.ts';
import { createTranslate } from '../../src/messages/translate.ts';
import type { WriteBackAdapter } from './adapter.ts';
import { appendLedger, readLedger, type LedgerLine } from './ledger.ts';
import { writeBack } from './write-back.ts';

const [en, zh] = await Promise.all(
  (['en', 'zh-CN'] as const).map(async (language) => createTranslate(language, await loadMessages(language))),
);
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })));
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'tandem-ledger-'));
  folders.push(made);
  return made;
};

/** A target that answers no as soon as something is written. */
const refusing = (failure: Error): WriteBackAdapter => ({
  target: 'crm',
  read: () =>
    Promise.resolve({ existing: new Map(), ours: new Set(), emptied: new Set(), mayInsertUnknown: true }),
  apply: () => Promise.reject(failure),
  readBack: () => Promise.resolve(new Map()),
  close: () => Promise.resolve(),
});

const keptOf = async (failure: Error): Promise<LedgerLine['error'] | undefined> => {
  const exportsDir = folder();
  const desired = [{ object: 'party', key: '1', about: ['SO1'], fields: { note: 'late' } }];
  const sent = writeBack({
    adapter: refusing(failure),
    system: 'tryton',
    desired,
    exportsDir,
    generation: 'abc',
    asOf: '2026-06-30',
    by: 'a steward',
    dryRun: false,
    now: () => new Date(0),
  });
  await expect(sent).rejects.toBe(failure);
  return readLedger(exportsDir).at(-1)?.error;
};

const told = (kept: LedgerLine['error'] | undefined, t = zh) =>
  kept &&
  t?.maybe(
    `data.write_back.error.${kept.code}`,
    toldDetails(kept.details, (key, values) => t.maybe(key, values)),
  );

describe('[BACK-7] a write-back that ends badly', () => {
  const source = { source: 'crm', url: 'http://localhost' };

  it.each([
    [{ reason: 'not_allowed', method: 'model.ir.note.create' }, '没有权限：model.ir.note.create'],
    [{ reason: 'no_database', database: 'sales' }, '没有名为“sales”的数据库'],
    [{ reason: 'password_missing', variable: 'CRM_PASSWORD' }, '未设置环境变量 CRM_PASSWORD'],
    [{ reason: 'server_fault', method: 'write', said: '["UserError"]' }, 'write：“["UserError"]”'],
  ] as const)('keeps all that its text names: %o', async (why, said) => {
    const kept = await keptOf(new TandemError('source_refused', { ...source, ...why }));
    expect(kept).toEqual({ code: 'source_refused', details: { ...source, ...why } });
    expect(told(kept)).toContain(said);
  });

  it('keeps the status of an answer that is none', async () => {
    const why = { reason: 'not_tryton', status: 502 } as const;
    const kept = await keptOf(new TandemError('source_unreachable', { ...source, ...why }));
    expect(told(kept)).toContain('HTTP 502');
  });

  it('an error that is none of the catalogue is kept as internal', async () => {
    expect(await keptOf(new Error('no'))).toEqual({ code: 'internal', details: {} });
  });

  it.each([
    ['internal', { code: 'internal', details: {} }, undefined],
    ['bad_workspace: ', { code: 'bad_workspace', details: {} }, undefined],
    [
      'source_refused: wrong_password',
      { code: 'source_refused', details: { reason: 'wrong_password' } },
      '用户名或密码错误',
    ],
    [
      'source_refused: password_missing',
      { code: 'source_refused', details: { reason: 'password_missing', variable: '…' } },
      '未设置环境变量 …',
    ],
    [
      'source_refused: model.x.write: ["UserError"]',
      { code: 'source_refused', details: { reason: 'model.x.write: ["UserError"]' } },
      'model.x.write: ["UserError"]',
    ],
  ])('a line of an earlier version is read: %s', (kept, read, said) => {
    const exportsDir = folder();
    const line: LedgerLine = {
      at: '2026-06-30T00:00:00Z',
      by: 'a steward',
      what: 'order-status',
      target: 'crm',
      system: 'tryton',
      generation: 'abc',
      asOf: '2026-06-30',
      version: '1',
      state: 'failed',
      counts: {},
      checksum: '',
      checksumOf: 'written',
      folder: null,
      expectedEffect: null,
      error: null,
    };
    appendFileSync(join(exportsDir, 'ledger.jsonl'), `${JSON.stringify({ ...line, error: kept })}\n`);
    appendLedger(exportsDir, line);
    expect(readLedger(exportsDir).map(({ error }) => error)).toEqual([read, null]);
    if (said !== undefined) expect(told(read)).toContain(said);
  });
});

describe('[BACK-1] every reason of a record', () => {
  it('has a text in both languages', () => {
    const keys = recordReasons.map((reason) => `export.reason.${reason}`);
    for (const t of [en, zh]) expect(keys.filter((key) => t?.maybe(key) === undefined)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { linkRecords } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { pairScores } from '../../support/pair-scores.ts';

/** Payments as the one side books them, and as the other does: up to three days later, the purpose cut or closed up, a fee taken off every fifth. */
const booked = `create table sent as select 's' || i as id, i as entity, date '2025-01-01' + (hash(i, 'day') % 365)::integer as booked_on,
    ['RENT', 'SUPPLY', 'INVOICE', 'ORDER'][1 + (hash(i, 'word') % 4)::integer] || ' ' || upper(substr(md5(i::varchar), 1, 5)) || ' ' || ['LTD', 'SHOP', 'TRUST'][1 + (hash(i, 'who') % 3)::integer] as purpose,
    round(exp((hash(i, 'sum') % 1000000) / 1000000.0 * 8 + 1), 2) as amount
  from range(3000) t(i);
  create table received as select 'r' || entity as id, entity, booked_on + (hash(entity, 'late') % 4)::integer as booked_on,
    case hash(entity, 'cut') % 3 when 0 then left(purpose, 9) when 1 then purpose else replace(purpose, ' ', '') end as purpose,
    case when hash(entity, 'fee') % 5 = 0 then round(amount * 0.98, 2) else amount end as amount
  from sent where hash(entity, 'kept') % 10 < 9`;

describe('[LINK-18] [LINK-22] amounts that tell records apart, and days', () => {
  it('are looked for like any other value: payments whose purpose was closed up are found by them', async () => {
    const warehouse = await openWarehouse({ threads: 2 });
    try {
      await warehouse.run(booked);
      const relations = ['sent', 'received'].map((name) => ({
        name,
        source: `(select * exclude (entity) from ${name})`,
      }));
      const found = await profileRelations(warehouse, relations, 'one_to_one');
      const { model, plan } = await linkRecords(warehouse, {
        relations,
        settings: linkSettingsSchema.parse({ ...found, key: 'id' }),
      });
      expect(model.rules.flat()).toContain('amount');
      const scores = await pairScores(
        warehouse,
        `select 'sent|' || id as id, entity, 0 as rel from sent union all select 'received|' || id, entity, 1 from received`,
        `select a.id as a, b.id as b from ${plan.table('cluster')} x join ${plan.table('cluster')} y on x.cluster = y.cluster and x.no < y.no join ${plan.table('record')} a on a.no = x.no join ${plan.table('record')} b on b.no = y.no`,
      );
      console.log(
        `payments: precision ${scores.precision.toFixed(4)}, recall ${scores.recall.toFixed(4)}, F1 ${scores.f1.toFixed(4)}`,
      );
      expect(model.fields.find(({ name }) => name === 'booked_on')?.kind).toBe('event_date');
      expect(scores.precision).toBeGreaterThan(0.98);
      expect(scores.recall).toBeGreaterThan(0.9);
    } finally {
      warehouse.close();
    }
  });
});

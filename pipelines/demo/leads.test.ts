import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWarehouse, type DemoWarehouse } from '../../tests/support/demo-warehouse.ts';

let demo: DemoWarehouse;
const count = async (sql: string): Promise<number> =>
  Number((await demo.warehouse.rows<{ n: string }>(`select count(*) as n from ${sql}`))[0]?.n);

beforeAll(async () => {
  demo = await demoWarehouse(0.1);
  await demo.warehouse.run(
    `create table truth_leads as select * from read_csv('${join(demo.out, 'truth/leads.csv')}', all_varchar = true)`,
  );
}, 120_000);
afterAll(() => demo.close());

describe('leads of the demo company', () => {
  it('names the account, contact and opportunity a lead became, on the day the opportunity was opened', async () => {
    expect(await count(`lead_now where "IsConverted" = '1'`)).toBeGreaterThan(100);
    expect(
      await demo.warehouse.rows(
        `select l."Id" from lead_now l left join opportunity_now o on l."ConvertedOpportunityId" = o."Id"
         left join contact_now c on l."ConvertedContactId" = c."Id"
         where l."IsConverted" = '1' and (o."AccountId" is distinct from l."ConvertedAccountId"
           or left(o."CreatedDate", 10) is distinct from l."ConvertedDate" or l."CreatedDate" > o."CreatedDate"
           or (l."ConvertedContactId" is not null and c."AccountId" is distinct from l."ConvertedAccountId"))`,
      ),
    ).toEqual([]);
    expect(
      await count(
        `(select 1 from lead_now where "ConvertedOpportunityId" is not null group by "ConvertedOpportunityId" having count(*) > 1)`,
      ),
    ).toBe(0);
  });

  it('begins most opportunities of new customers, and few of old ones', async () => {
    const share = async (where: string): Promise<number> =>
      (await count(
        `opportunity_now o join account_now a on o."AccountId" = a."Id" where ${where} and o."Id" in (select "ConvertedOpportunityId" from lead_now)`,
      )) / (await count(`opportunity_now o join account_now a on o."AccountId" = a."Id" where ${where}`));
    const age = `date_diff('day', left(a."CreatedDate", 10)::date, left(o."CreatedDate", 10)::date)`;
    expect(await share(`${age} between 0 and 60`)).toBeGreaterThan(0.6);
    expect(await share(`a."Type" = 'Customer' and ${age} > 600`)).toBeLessThan(0.1);
  });

  it('leaves others open or disqualified, most of them from companies that are no customers', async () => {
    const outcomes = new Map(
      (
        await demo.warehouse.rows<{ outcome: string; n: string }>(
          `select outcome, count(*) as n from truth_leads group by outcome`,
        )
      ).map(({ outcome, n }) => [outcome, Number(n)]),
    );
    expect(outcomes.get('open')).toBeGreaterThan(10);
    expect(outcomes.get('disqualified')).toBeGreaterThan(60);
    expect(outcomes.get('converted')).toBe(await count(`lead_now where "Status" = 'Closed - Converted'`));
    expect(outcomes.get('disqualified')).toBe(
      await count(`lead_now where "Status" = 'Closed - Not Converted'`),
    );
    expect(await count(`truth_leads where outcome <> 'converted' and true_id is not null`)).toBeGreaterThan(
      3,
    );
    expect(await count(`truth_leads where outcome <> 'converted' and true_id is null`)).toBeGreaterThan(60);
  });

  it('has open leads in the first extract, and what became of them in the second', () => {
    const [first = '', second = ''] = ['Lead.csv', 'Lead-2026-06.csv'].map((name) =>
      readFileSync(join(demo.out, 'clean/crm', name), 'utf8'),
    );
    const ids = (text: string): string[] => text.match(/^"00Q\w{15}"/gm) ?? [];
    const known = new Set(ids(first));
    expect(ids(second).some((id) => known.has(id))).toBe(true);
    expect(ids(second).some((id) => !known.has(id))).toBe(true);
    expect(first).not.toMatch(/"2026-06-\d\d/);
  });

  it('agrees with its truth on who asked', async () => {
    expect(
      await demo.warehouse.rows(
        `select t.lead_id from truth_leads t join lead_now l on t.lead_id = l."Id"
         join (select * from read_csv('${join(demo.out, 'truth/customers.csv')}', all_varchar = true)) c on t.true_id = c.true_id
         where l."IsConverted" = '1' and not list_contains(string_split(c.crm_account_ids, ';'), l."ConvertedAccountId")`,
      ),
    ).toEqual([]);
    expect(await count(`lead_now anti join truth_leads on lead_now."Id" = truth_leads.lead_id`)).toBe(0);
  });
});

import type { Campaign } from './campaign.ts';
import { dateOf, dayCount, lastDay, zoneStampOf } from './calendar.ts';
import { cents } from './csv-text.ts';
import { Random } from './random.ts';
import { salesforceId } from './record-id.ts';
import { nextNumber, type World } from './world.ts';

const effectDays = 60;
const themes = ['Spring Fair 春季展会', 'Energy Saving 节能行动', 'Sensor Week 传感器周', 'Service Days 服务日', 'New Pumps 新品水泵', 'Autumn Fair 秋季展会', 'Year-End 年终答谢', 'Web Seminar 线上研讨会']; // prettier-ignore
const types = ['Email', 'Event', 'Email', 'Webinar', 'Telemarketing', 'Event', 'Email', 'Webinar'];

/** Writes the campaigns and puts them on the agenda: one about every six weeks. */
export function startCampaigns(world: World): void {
  const random = new Random(world.seed, 'campaigns');
  for (let day = 25, n = 0; day < dayCount - 15; day += random.between(36, 52), n++) {
    const year = dateOf(day).slice(0, 4);
    const type = types[n % types.length] ?? 'Email';
    const campaign: Campaign = {
      id: salesforceId('701', n + 1),
      number: n,
      name: `${year} ${themes[n % themes.length] ?? 'Campaign'}`,
      type,
      channel: type === 'Event' ? 'Trade Fair' : type === 'Webinar' ? 'Online' : type,
      from: day,
      to: day + random.between(7, 21),
    };
    world.campaigns.add(day, campaign);
    world.allCampaigns.push(campaign);
    const done = campaign.to <= lastDay;
    const stamp = zoneStampOf(Math.max(0, day - 20), 7200);
    world.writer.row('campaign', '', [
      campaign.id, '0', campaign.name, campaign.type, done ? 'Completed' : 'In Progress',
      dateOf(campaign.from), dateOf(campaign.to), cents(random.between(20_000, 240_000) * 100), 'CNY', campaign.channel,
      stamp, zoneStampOf(Math.min(campaign.to, lastDay), 7200),
    ]); // prettier-ignore
  }
}

/** Reaches one customer in nine, holds back one in five of those as a control, and sets the true effect. */
export function runCampaign(world: World, campaign: Campaign, day: number): void {
  for (const customer of world.customers) {
    if (!customer.inCrm || customer.joined > day || (customer.churned >= 0 && customer.churned < day))
      continue;
    const random = new Random(world.seed, `campaign:${campaign.number}`, customer.no);
    if (!random.chance(0.11)) continue;
    const contacts = customer.accounts.flatMap((account) => account.contacts);
    const contact = contacts.length > 0 ? random.pick(contacts) : undefined;
    const treated = contact !== undefined && !random.chance(0.2);
    world.responses.write(
      `${campaign.id},${customer.trueId},${treated ? 1 : 0},${dateOf(day)},${effectDays},${treated ? customer.uplift : 0}\n`,
    );
    if (!treated) continue;
    customer.boostFrom = day;
    customer.boostUntil = day + effectDays;
    world.campaignOf.set(customer.no, campaign.id);
    const responded = random.chance(customer.uplift > 0 ? 0.34 : 0.12);
    const on = Math.min(lastDay, day + random.between(0, 12));
    world.writer.row('campaignMember', '', [
      salesforceId('00v', nextNumber(world, 'campaign_member')),
      '0',
      campaign.id,
      contact,
      responded ? 'Responded' : 'Sent',
      responded ? '1' : '0',
      responded ? dateOf(on) : '',
      zoneStampOf(day, 3600),
      zoneStampOf(responded ? on : day, 7200),
    ]);
  }
}

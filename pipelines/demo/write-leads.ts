import { at } from './at.ts';
import { dateOf, firstExtractDay, lastDay, zoneStampOf } from './calendar.ts';
import { convertedLead } from './converted-leads.ts';
import { inQuotes } from './csv-text.ts';
import { LineFile } from './extract-writer.ts';
import type { Lead } from './lead.ts';
import { lostLeads } from './lost-leads.ts';
import { salesforceId } from './record-id.ts';
import type { World } from './world.ts';

/**
 * Lead: where the deals of new customers came from, and who became no customer. Written after everything else and from
 * streams of its own, so that no other file depends on it.
 * @param truth of each lead: true customer, opportunity, outcome at the end
 */
export function writeLeads(world: World, truth: LineFile): void {
  const campaigns = new Map(world.allCampaigns.map((campaign) => [campaign.id, campaign]));
  const leads = [
    ...world.origins.flatMap((origin) => convertedLead(world, origin, campaigns) ?? []),
    ...lostLeads(world, world.allCampaigns),
  ].sort((a, b) => a.created - b.created || a.second - b.second);
  truth.write('lead_id,true_id,opportunity_id,outcome,created_on\n');
  leads.forEach((lead, index) => {
    const id = salesforceId('00Q', index + 1);
    const now = stepOn(lead, lastDay);
    const then = lead.created <= firstExtractDay ? stepOn(lead, firstExtractDay) : undefined;
    if (then !== undefined) writeLead(world, lead, id, then, '');
    if (now !== then) writeLead(world, lead, id, now, '2026-06');
    const { status } = at(lead.steps, now);
    const outcome = status.startsWith('Open') || status.startsWith('Working') ? 'open' : lead.became ? 'converted' : 'disqualified'; // prettier-ignore
    truth.write(
      `${id},${lead.trueId},${lead.became?.opportunityId ?? ''},${outcome},${dateOf(lead.created)}\n`,
    );
  });
}

/** Index of the step in which a lead is on a day. */
const stepOn = (lead: Lead, day: number): number =>
  lead.steps.reduce((found, step, index) => (step.day <= day ? index : found), 0);

function writeLead(world: World, lead: Lead, id: string, step: number, part: '' | '2026-06'): void {
  const { day, status } = at(lead.steps, step);
  const became = status === 'Closed - Converted' ? lead.became : undefined;
  const stamp = zoneStampOf(day, Math.min(35_999, lead.second + step * 300));
  const chinese = /\p{Script=Han}/u.test(lead.last);
  world.writer.row('lead', part, [
    id, '0', lead.first, lead.last, lead.title, inQuotes(lead.company), chinese ? lead.place.cityZh : lead.place.city,
    lead.place.country, lead.phone, inQuotes(lead.email), lead.source, lead.campaignId, status, lead.ownerId,
    became ? '1' : '0', became ? dateOf(day) : '', became?.accountId ?? '', became?.contactId ?? '', became?.opportunityId ?? '',
    zoneStampOf(lead.created, lead.second), stamp, stamp,
  ]); // prettier-ignore
}

import type { Campaign } from './campaign.ts';
import type { LeadOrigin } from './lead-origin.ts';
import { leadPerson } from './lead-person.ts';
import { leadSource } from './lead-source.ts';
import type { Lead } from './lead.ts';
import { noCompany } from './no-company.ts';
import { Random } from './random.ts';
import { typedCompany } from './typed-company.ts';
import { workingSecond, type World } from './world.ts';

/** How likely a deal began as a lead: nearly always with the newest customers, seldom with old ones. */
function share({ customer, opened }: LeadOrigin): number {
  if (!customer.inErp) return 0.6;
  const age = opened - customer.joined;
  return age < 90 ? 0.9 : age < 365 ? 0.55 : 0.03;
}

/** The lead from which a deal came, if it came from one. Draws from a stream of its own. */
export function convertedLead(
  world: World,
  origin: LeadOrigin,
  campaigns: ReadonlyMap<string, Campaign>,
): Lead | undefined {
  const random = new Random(world.seed, 'lead', origin.number);
  if (!random.chance(share(origin))) return undefined;
  const { customer, opened } = origin;
  const campaign = campaigns.get(origin.campaignId);
  const days = 1 + Math.min(60, Math.floor(random.exponential(1 / 11)));
  const created = Math.min(opened, Math.max(opened - days, campaign?.from ?? -Infinity));
  const contacted = Math.min(opened, created + random.between(0, 3));
  return {
    created,
    second: Math.min(origin.second, workingSecond(random)),
    ...leadPerson(random, customer.place, world.people.get(origin.contactId)),
    company:
      customer.kind === 'person'
        ? noCompany(random, customer.place)
        : typedCompany(random, customer.name, customer.place),
    place: customer.place,
    source: leadSource(random, campaign),
    campaignId: origin.campaignId,
    ownerId: customer.owner.crmId,
    steps: [
      { day: created, status: 'Open - Not Contacted' as const },
      { day: contacted, status: 'Working - Contacted' as const },
      { day: opened, status: 'Closed - Converted' as const },
    ].filter((step, n, all) => step.day < (all[n + 1]?.day ?? Infinity)),
    became: {
      accountId: origin.accountId,
      contactId: origin.contactId,
      opportunityId: origin.opportunityId,
    },
    trueId: customer.trueId,
  };
}

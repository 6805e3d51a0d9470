import type { Campaign } from './campaign.ts';
import { lastDay } from './calendar.ts';
import { companyName } from './company-names.ts';
import { leadPerson } from './lead-person.ts';
import { leadSource } from './lead-source.ts';
import type { Lead, LeadStep } from './lead.ts';
import { noCompany } from './no-company.ts';
import { readPlaces } from './places.ts';
import { Random } from './random.ts';
import { typedCompany } from './typed-company.ts';
import { workingSecond, type World } from './world.ts';

/** Leads of three years at scale 1 that became nothing. */
const target = 1400;
const firstDay = -90;

/** Leads that became no deal: not bought, not meant, asked twice, or still worked on at the end. */
export function lostLeads(world: World, campaigns: readonly Campaign[]): Lead[] {
  const places = readPlaces();
  const taken = new Set(world.customers.map((customer) => customer.name.slug));
  const leads: Lead[] = [];
  for (let n = 0; n < Math.max(14, Math.round(target * world.scale)); n++) {
    const random = new Random(world.seed, 'lost lead', n);
    const created = random.chance(0.06)
      ? random.between(lastDay - 35, lastDay)
      : random.between(firstDay, lastDay);
    const kind = random.next();
    const known = kind < 0.08 ? random.pick(world.customers) : undefined;
    const place = known?.place ?? random.weighted(places);
    const name = companyName(random, place, taken);
    const brought = random.chance(0.4)
      ? campaigns.find(({ from, to }) => created >= from && created <= to + 10)
      : undefined;
    const local = world.users.filter((user) => user.role === 'Sales' && user.region === place.region);
    const isPerson = known?.kind === 'person' || (!known && kind > 0.9);
    leads.push({
      created,
      second: workingSecond(random),
      ...leadPerson(random, place),
      company: isPerson ? noCompany(random, place) : typedCompany(random, known?.name ?? name, place),
      place,
      source: leadSource(random, brought),
      campaignId: brought?.id ?? '',
      ownerId: random.pick(local).crmId,
      steps: stepsOf(random, created),
      trueId: known?.trueId ?? '',
    });
  }
  return leads;
}

/** Nine in ten are called, most of those are closed in the end; the others lie about. */
function stepsOf(random: Random, created: number): LeadStep[] {
  const contacted = created + random.between(0, 6);
  const closed = contacted + 3 + Math.floor(random.exponential(1 / 25));
  const steps: LeadStep[] = [{ day: created, status: 'Open - Not Contacted' }];
  if (random.chance(0.9)) steps.push({ day: Math.max(created, contacted), status: 'Working - Contacted' });
  if (random.chance(0.92)) steps.push({ day: closed, status: 'Closed - Not Converted' });
  return steps;
}

import type { Campaign } from './campaign.ts';
import type { Random } from './random.ts';

const sources = [
  { name: 'Web', weight: 38 },
  { name: 'Phone Inquiry', weight: 26 },
  { name: 'Partner Referral', weight: 14 },
  { name: 'Trade Show', weight: 8 },
  { name: 'Purchased List', weight: 5 },
  { name: 'Other', weight: 4 },
  { name: '', weight: 5 },
] as const;

/** Where a lead came from in the CRM's words; the campaign's kind where one brought it. */
export const leadSource = (random: Random, campaign?: Campaign): string => {
  const { name } = random.weighted(sources);
  if (!campaign) return name;
  return campaign.type === 'Event'
    ? 'Trade Show'
    : campaign.type === 'Telemarketing'
      ? 'Phone Inquiry'
      : 'Web';
};

import { nameVariant, type CompanyName } from './company-names.ts';
import type { Place } from './places.ts';
import type { Random } from './random.ts';

/** A company as a clerk types it while the caller is still talking: short, in small letters, with the town. */
export function typedCompany(random: Random, name: CompanyName, place: Place): string {
  const chinese = place.country === 'CN' && random.chance(0.5);
  const text = nameVariant(random, name, chinese);
  const roll = random.next();
  if (roll < 0.12) return `${text.trim()} ${chinese ? `（${place.cityZh}）` : `(${place.city})`}`;
  if (roll < 0.22) return text.toLowerCase();
  if (roll < 0.28) return text.replaceAll(' ', '  ');
  return text;
}

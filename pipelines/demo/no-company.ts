import type { Place } from './places.ts';
import type { Random } from './random.ts';

/** What is typed where a company is asked for and there is none. */
export const noCompany = (random: Random, place: Place): string =>
  random.pick(place.country === 'CN' ? ['个人', '无', 'n/a'] : ['Private', 'n/a', '-']);

import { latinTwin } from './latin-twin.ts';
import { simplified } from './simplified.ts';
import { normaliseStreet } from './street.ts';

/** Where an address in Han characters is: what stands before its street. */
export interface HanPlace {
  readonly region?: string;
  readonly city?: string;
}

/** Whether a text has a Han character. */
export const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
const head = /^(\p{Script=Han}{2,4}省|\p{Script=Han}{2,8}自治区)?(\p{Script=Han}{2,6}?市)?/u;

/** Province and city at the beginning of an address: 江苏省苏州市星海东路 is in 江苏省, 苏州市. */
export function hanPlace(raw: string): HanPlace {
  const [, region, city] = head.exec(raw.replaceAll(/\s/g, '')) ?? [];
  return { ...(region === undefined ? {} : { region }), ...(city === undefined ? {} : { city }) };
}

/**
 * An address in Han characters as words that one in Latin letters has too, its numbers behind them: 苏州市星海东路12号5楼 is
 * `xinghai east road 5 12`, and with its `place` `suzhou xinghai east road 5 12`. Others stay as they are.
 */
export function hanAddress(raw: string, place: boolean): string {
  if (!isHan(raw)) return raw;
  const { street, numbers } = normaliseStreet(
    raw.replaceAll(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, ''),
  );
  const city = place ? hanPlace(simplified(raw)).city?.slice(0, -1) : undefined;
  return [city && latinTwin(city), street, numbers].filter(Boolean).join(' ') || raw;
}

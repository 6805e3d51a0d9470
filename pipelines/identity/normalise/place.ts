import type { CompanyLexicon } from '../../../src/stats/linkage/company-name/lexicon.ts';
import { foldText } from '../../../src/stats/linkage/company-name/fold-text.ts';
import { latinTwin } from './latin-twin.ts';
import { simplified } from './simplified.ts';

/** A place in Han characters without what says that it is one: 苏州 of 苏州市. */
export const barePlace = (place: string): string =>
  place.replace(/(?<=.{2})(?:省|市|县|特别行政区|(?:壮族|回族|维吾尔)?自治区)$/u, '');

/** A city or region in Latin letters without spaces: 苏州市 and Suzhou are `suzhou`, 北京 and Peking `beijing`. */
export function normalisePlace(raw: string, lexicon: CompanyLexicon): string | undefined {
  const text = foldText(simplified(raw)).trim();
  const han = barePlace(text.replaceAll(/\s/g, ''));
  const spaced = text.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim();
  const known =
    lexicon.hanPlaces.get(han) ??
    lexicon.places.entries.get(spaced) ??
    lexicon.places.entries.get(spaced.replace(/ (?:city|shi|municipality)$/, ''));
  const place = foldText(known ?? (/\p{Script=Han}/u.test(han) ? latinTwin(han) : spaced));
  return place.replaceAll(/[^\p{L}\p{N}]/gu, '') || undefined;
}

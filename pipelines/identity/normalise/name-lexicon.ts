import { readFileSync } from 'node:fs';
import { companyLexicon, type CompanyLexicon } from '../../../src/stats/linkage/company-name/lexicon.ts';
import { referenceFiles } from '../../publish/reference-tables.ts';
import { readReference } from './read-reference.ts';

/** Aliases of countries that are words of other languages (de, no, it) are no places in a name. */
const shortCountries = new Set(['uk', 'usa', 'uae', 'prc', 'u.k.', 'u.s.', '中国', '日本', '美国', '德国', '英国', '法国']); // prettier-ignore

let kept: { files: string; lexicon: CompanyLexicon } | undefined;

/** What company names are parsed with: the reference tables of the project, or a workspace's own (`files`). */
export function nameLexicon(files: ReadonlyMap<string, string> = referenceFiles()): CompanyLexicon {
  const wanted = ['ref_legal_forms', 'ref_business_words', 'ref_places', 'ref_countries'].map((table) => {
    const file = files.get(table);
    if (file === undefined) throw new RangeError(`reference table ${table} is missing`);
    return file;
  });
  const key = wanted.join('\n');
  if (kept?.files === key) return kept.lexicon;
  const [forms = [], words = [], places = [], countries = []] = wanted.map((file) =>
    readReference(readFileSync(file, 'utf8')),
  );
  const text = (row: Record<string, string>, column: string): string => row[column] ?? '';
  const nameOf = new Map<string, string>();
  for (const row of countries)
    if (text(row, 'alias').length > 3 && !nameOf.has(text(row, 'country')))
      nameOf.set(text(row, 'country'), text(row, 'alias'));
  const lexicon = companyLexicon({
    legalForms: forms.map((row) => ({
      form: text(row, 'form'),
      canonical: text(row, 'canonical'),
      country: text(row, 'country'),
      kind: text(row, 'kind'),
    })),
    businessWords: words.map((row) => ({
      form: text(row, 'form'),
      canonical: text(row, 'canonical'),
      kind: text(row, 'kind'),
    })),
    places: [
      ...places.map((row) => ({ form: text(row, 'form'), canonical: text(row, 'canonical') })),
      ...countries
        .filter((row) => text(row, 'alias').length > 3 || shortCountries.has(text(row, 'alias')))
        .map((row) => ({
          form: text(row, 'alias'),
          canonical: nameOf.get(text(row, 'country')) ?? text(row, 'country'),
        })),
    ],
  });
  kept = { files: key, lexicon };
  return lexicon;
}

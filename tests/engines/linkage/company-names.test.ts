import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nameLexicon } from '../../../pipelines/identity/normalise/name-lexicon.ts';
import {
  companyNameSimilarity,
  companyNameThreshold,
} from '../../../src/stats/linkage/company-name/company-name-similarity.ts';
import { parseCompanyName } from '../../../src/stats/linkage/company-name/parse-company-name.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { partAvailable, sharedDirectory } from '../../support/parts.ts';

interface Pair {
  readonly schema: string;
  readonly one: string;
  readonly other: string;
  readonly same: boolean;
}

const file = 'data/linkage/os_company_name_cases.csv';
const companies = new Set(['Company', 'Organization', 'LegalEntity']);

function readPairs(): Pair[] {
  const [header = [], ...rows] = parseCsv(readFileSync(join(sharedDirectory, file), 'utf8'));
  const cell = (row: string[], name: string): string => row[header.indexOf(name)] ?? '';
  return rows.map((row) => ({
    schema: cell(row, 'schema'),
    one: cell(row, 'name1'),
    other: cell(row, 'name2'),
    same: cell(row, 'is_match') === 'true',
  }));
}

/** The half the threshold and weights were chosen on; the other was looked at only as a sum. */
const isDevelopment = (pair: Pair): boolean =>
  parseInt(createHash('sha256').update(`${pair.one}|${pair.other}`).digest('hex').slice(0, 8), 16) % 2 === 0;

function score(name: string, pairs: readonly Pair[]): number {
  const lexicon = nameLexicon();
  let found = 0;
  let wrong = 0;
  let missed = 0;
  for (const pair of pairs) {
    const similarity = companyNameSimilarity(
      parseCompanyName(pair.one, lexicon),
      parseCompanyName(pair.other, lexicon),
    );
    const joined = similarity >= companyNameThreshold;
    if (joined && pair.same) found++;
    if (joined && !pair.same) wrong++;
    if (!joined && pair.same) missed++;
  }
  const f1 = (2 * found) / (2 * found + wrong + missed);
  console.log(
    `company names, ${name}: ${String(pairs.length)} pairs, precision ${(found / (found + wrong)).toFixed(3)}, recall ${(found / (found + missed)).toFixed(3)}, F1 ${f1.toFixed(4)}`,
  );
  return f1;
}

const present = partAvailable('shared-data', file);

describe.skipIf(!present)('company names of a labelled set, at the fixed threshold', () => {
  const pairs = present ? readPairs() : [];
  const ofCompanies = pairs.filter((pair) => companies.has(pair.schema));

  it('tells companies apart better than .87, also on the half not developed on', () => {
    expect(ofCompanies).toHaveLength(266);
    score('development half', ofCompanies.filter(isDevelopment));
    expect(
      score(
        'held-out half',
        ofCompanies.filter((pair) => !isDevelopment(pair)),
      ),
    ).toBeGreaterThan(0.87);
    expect(score('all companies', ofCompanies)).toBeGreaterThan(0.87);
  });

  it('is measured on persons and vessels too, which it was not made for', () => {
    expect(
      score(
        'persons',
        pairs.filter((pair) => pair.schema === 'Person'),
      ),
    ).toBeGreaterThan(0.5);
    expect(
      score(
        'vessels',
        pairs.filter((pair) => pair.schema === 'Vessel'),
      ),
    ).toBeGreaterThan(0.5);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkFiles } from '../../../pipelines/identity/link/link-files.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { literal } from '../../../src/warehouse/quote.ts';
import { pairScores, type PairScores } from '../../support/pair-scores.ts';
import { partAvailable, sharedDirectory } from '../../support/parts.ts';
import { longTest, often } from '../../support/thorough.ts';

const available = partAvailable('shared-data', 'data/linkage');
const file = (name: string): string => join(sharedDirectory, 'data', 'linkage', `${name}.csv`);
let folder = '';

/** Links files as the command does when told nothing, and scores what it wrote. Truth is read only here. */
async function score(files: readonly string[], key: string): Promise<PairScores> {
  const output = join(folder, `${files.join('-')}.csv`);
  await linkFiles({ files: files.map(file), output, write: 'pairs' });
  const warehouse = await openWarehouse();
  try {
    const truth = files
      .map(
        (name, rel) =>
          `select ${key} as id, entity_id as entity, ${String(rel)} as rel from read_csv(${literal(file(name))}, all_varchar = true)`,
      )
      .join(' union all ');
    const scores = await pairScores(
      warehouse,
      truth,
      `select left_id as a, right_id as b from read_csv(${literal(output)}, all_varchar = true)`,
      files.length > 1,
    );
    console.log(
      `${files.join(' and ')}: precision ${scores.precision.toFixed(4)}, recall ${scores.recall.toFixed(4)}, F1 ${scores.f1.toFixed(4)}`,
    );
    return scores;
  } finally {
    warehouse.close();
  }
}

describe.runIf(available)('[LINK-1] one recipe, told nothing, on data with known truth', () => {
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'tandem-linkage-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('links the two halves of febrl4', async () => {
    const { f1 } = await score(['febrl4a', 'febrl4b'], 'rec_id');
    expect(f1).toBeGreaterThanOrEqual(0.9996);
  });

  it('finds the duplicates of febrl3', async () => {
    const { f1 } = await score(['febrl3'], 'rec_id');
    expect(f1).toBeGreaterThanOrEqual(0.999);
  });

  it('finds the duplicates of sparse, dirty records', async () => {
    const { f1 } = await score(['fake_1000'], 'unique_id');
    expect(f1).toBeGreaterThanOrEqual(0.94);
  });

  longTest(
    '[LINK-29] [LINK-34] links the two halves of febrl4 where one has whole names and addresses in one line',
    async () => {
      const [list, output] = [join(folder, 'whole.csv'), join(folder, 'whole-pairs.csv')];
      const warehouse = await openWarehouse();
      try {
        await warehouse.run(
          `copy (select rec_id as ref, concat_ws(' ', given_name, surname) as name, date_of_birth as birthday,
           concat_ws(', ', concat_ws(' ', street_number, address_1), suburb, concat_ws(' ', state, postcode)) as address
         from read_csv(${literal(file('febrl4b'))}, all_varchar = true)) to ${literal(list)} (header)`,
        );
        await linkFiles({ files: [file('febrl4a'), list], output, write: 'pairs' });
        const halves = ['febrl4a', 'febrl4b'].map(
          (name, rel) => `select rec_id as id, entity_id as entity, ${String(rel)} as rel from read_csv(${literal(file(name))}, all_varchar = true)`, // prettier-ignore
        );
        const { precision, recall, f1 } = await pairScores(
          warehouse,
          halves.join(' union all '),
          `select left_id as a, right_id as b from read_csv(${literal(output)}, all_varchar = true)`,
          true,
        );
        console.log(
          `febrl4, names and addresses in parts and whole: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}`,
        );
        expect(f1).toBeGreaterThanOrEqual(0.99);
      } finally {
        warehouse.close();
      }
    },
  );

  it('[LINK-15] finds one record among five thousand, and none for one that is not there', async () => {
    const [header = '', ...own] = readFileSync(file('febrl4b'), 'utf8').trim().split('\n');
    const others = readFileSync(file('febrl4a'), 'utf8').trim().split('\n');
    const entity = (line: string): string => line.slice(0, line.indexOf(','));
    const [lead = '', list = '', output = ''] = ['lead.csv', 'list.csv', 'found.csv'].map((name) =>
      join(folder, name),
    );
    const found = async (line: string, among: readonly string[]): Promise<string[]> => {
      writeFileSync(lead, `${header}\n${line}\n`);
      writeFileSync(list, among.join('\n'));
      await linkFiles({ files: [lead, list], output, write: 'pairs' });
      const rows = readFileSync(output, 'utf8').trim().split('\n').slice(1);
      return rows.map((row) => row.split(',').slice(0, 2).join(' = '));
    };
    for (const line of [own[0], own[1_234], own[4_321]].slice(0, often(3, 1))) {
      const of = entity(line ?? '');
      expect(await found(line ?? '', others)).toEqual([`rec-${of}-dup-0 = rec-${of}-org`]);
      expect(
        await found(
          line ?? '',
          others.filter((other) => entity(other) !== of),
        ),
      ).toEqual([]);
    }
  });
});

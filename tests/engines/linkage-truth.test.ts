import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkFiles } from '../../pipelines/identity/link/link-files.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { literal } from '../../src/warehouse/quote.ts';
import { pairScores, type PairScores } from '../support/pair-scores.ts';
import { partAvailable, sharedDirectory } from '../support/parts.ts';

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
});

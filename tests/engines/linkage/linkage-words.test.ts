import { describe, expect, it } from 'vitest';
import type { LinkMode } from '../../../pipelines/identity/link/link-settings.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { linkToldNothing, type ToldNothing } from '../../support/link-told-nothing.ts';

const chance = (of: string): string => `md5_number_lower(i || '${of}')`;
const oneOf = (of: string, all: readonly string[]): string =>
  `[${all.map((each) => `'${each}'`).join(', ')}][1 + (${chance(of)} % ${String(all.length)})::integer]`;

const begin = ['Ard', 'Blu', 'Cor', 'Dun', 'El', 'Fen', 'Gal', 'Har', 'In', 'Jas', 'Kel', 'Lom', 'Mist', 'Nor', 'Ost', 'Pel', 'Quil', 'Ren']; // prettier-ignore
const middle = ['ento', 'ari', 'oma', 'ile', 'usta', 'evi', 'anto', 'iro', 'ume', 'ola'];
const end = ['n', 'x', 'r', 'ld', 's', 'th', 'm', 'ck'];
/** A word of 1,440, made up. */
const word = (of: string): string =>
  `${oneOf(`${of} begin`, begin)} || ${oneOf(`${of} middle`, middle)} || ${oneOf(`${of} end`, end)}`;

async function link(make: string, names: readonly string[], mode: LinkMode): Promise<ToldNothing> {
  const warehouse = await openWarehouse({ threads: 2 });
  try {
    await warehouse.run(make);
    const found = await linkToldNothing(warehouse, names, mode);
    console.log(
      `${names.join(' and ')}: precision ${found.precision.toFixed(4)}, recall ${found.recall.toFixed(4)}`,
    );
    return found;
  } finally {
    warehouse.close();
  }
}

const town = word('town');
const kind = oneOf('kind', ['University', 'Institute of Technology', 'School of Medicine', 'College', 'Research Center']); // prettier-ignore
const unit = oneOf('unit', ['Department of Physics', 'Department of Computer Science', 'Faculty of Law', 'Institute of Chemistry']); // prettier-ignore

/** Places of work as papers name them: what all have is said one way or another, what names the place is rare. */
const affiliations = (
  n: number,
): string => `create table place as select i, ${town} as town, ${kind} as kind, ${unit} as unit, (10000 + ${chance('zip')} % 90000)::varchar as zip from range(${String(n)}) t(i);
  create table paper as select 3 * i as id, i as entity, town || ' ' || kind as affiliation from place
    union all select 3 * i + 1, i, unit || ', ' || kind || ', ' || town from place where i % 2 = 0
    union all select 3 * i + 2, i, town || ' ' || kind || ', ' || zip || ' ' || town from place where i % 3 = 0`;

const verb = oneOf('verb', ['Learning', 'Finding', 'Measuring', 'Estimating', 'Modelling', 'Testing']);
const what = oneOf('what', [
  'models',
  'networks',
  'rules',
  'trees',
  'functions',
  'errors',
  'networks of rules',
]);

/** Papers as two lists of references quote them. */
const citations = (
  n: number,
): string => `create table work as select i, ${word('author')} as author, ${word('second')} as second, ${verb} || ' ' || ${what} || ' of ' || ${word('topic')} || ' in ' || ${word('field')} as title, 1970 + ${chance('year')} % 30 as year, ${chance('page')} % 900 as page from range(${String(n)}) t(i);
  create table reference as select 2 * i as id, i as entity, left(author, 1) || '. ' || author || ' and ' || second || '. ' || title || '. Journal of the Society, ' || year || ', pages ' || page || '-' || (page + 12) as citation from work
    union all select 2 * i + 1, i, author || ', ' || second || ' (' || year || '). ' || title || '. J. Soc. ' || page from work where i % 2 = 0`;

const look = oneOf('look', ['black', 'white', 'silver', 'blue', 'red', 'green']);
const size = oneOf('size', ['4GB', '8GB', '16GB', '32GB', '64GB']);
const sort = oneOf('sort', [
  'phone',
  'player',
  'camera',
  'tablet',
  'watch',
  'speaker',
  'headset',
  'recorder',
]);
const maker = oneOf('maker', ['Alba', 'Alba', 'Alba', 'Berg', 'Berg', 'Corvo', 'Delmar']);

/** Goods that one shop names by maker, line and kind, the other with more; half of the goods are of three makers. */
const titles = `create table item as select i, ${maker} as maker, ${word('line')} as line, ${sort} as sort, ${size} as size, ${look} as look from range(700) t(i);
  create table here as select i as id, i as entity, maker || ' ' || line || ' ' || sort || ' ' || size || ' ' || look as title from item where i < 450;
  create table there as select i as id, i as entity, look || ' ' || maker || ' ' || line || ' digital ' || sort || ' with ' || size || ' memory' as title from item where i >= 250`;

describe('[LINK-53] words count by how rare they are, where a text is all there is', () => {
  it('a list of affiliations finds those that name one place in other words', async () => {
    const { precision, recall } = await link(affiliations(300), ['paper'], 'dedupe');
    expect(precision).toBeGreaterThan(0.9);
    expect(recall).toBeGreaterThan(0.6);
  });

  it('a list of references finds those that quote one work', async () => {
    const { precision, recall } = await link(citations(400), ['reference'], 'dedupe');
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.95);
  });

  it('a list too long for all pairs is looked through by the rare words of each', async () => {
    const { precision, recall, model } = await link(citations(3_000), ['reference'], 'dedupe');
    expect(model.rules.flat()).toContain('citation:rare');
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.95);
  });

  it('two lists of titles are linked by what names the goods', async () => {
    const { precision, recall } = await link(titles, ['here', 'there'], 'many_to_many');
    expect(precision).toBeGreaterThan(0.85);
    expect(recall).toBeGreaterThan(0.9);
  });

  it('a list that says nothing twice holds nothing twice', async () => {
    const { pairs } = await link(
      `${citations(600)}; create table once as select * from reference where id % 2 = 0`,
      ['once'],
      'dedupe',
    );
    expect(pairs).toBeLessThan(3);
  });
});

import { pinyin } from 'pinyin-pro';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';

/** Chinese names are only searched by their sound in generations that have no more of them. */
const maxNames = 30_000;
const blockSize = 500;
/** So many names that sound alike are looked for. */
const maxFound = 200;

interface Sounds {
  readonly bytes: number;
  readonly names: readonly { readonly name: string; readonly full: string; readonly initials: string }[];
}

const syllablesOf = (name: string): string[] =>
  pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });

const inLatin = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');

/** Every Chinese customer name of a generation with its pinyin, made once; other requests go on between the blocks. */
async function soundsOf(services: Pick<Services, 'cache'>, lease: ServingLease): Promise<Sounds> {
  const table =
    lease.catalog === undefined ? 'bridge_golden_value' : `"${lease.catalog}".main.bridge_golden_value`;
  const { value } = await services.cache.get(JSON.stringify(['name-sounds', lease.generation]), async () => {
    const { rows } = await lease.rows(
      `select distinct value from ${table} where field in ('name', 'legal_name') and regexp_matches(value, '\\p{Han}') limit ${maxNames + 1}`,
    );
    const names: Sounds['names'][number][] = [];
    for (let at = 0; at < rows.length && rows.length <= maxNames; at += blockSize) {
      for (const [name] of rows.slice(at, at + blockSize))
        if (typeof name === 'string') {
          const syllables = syllablesOf(name);
          names.push({
            name,
            full: inLatin(syllables.join('')),
            initials: syllables.map((syllable) => inLatin(syllable).charAt(0)).join(''),
          });
        }
      await new Promise((next) => setImmediate(next));
    }
    return { names, bytes: 200 + names.length * 120 };
  });
  return value;
}

/** The words in Latin letters; Chinese ones as they sound. Empty for another script and for less than two letters. */
function soundOf(words: string): { readonly latin: string; readonly heard: boolean } {
  const asked = words.normalize('NFKC').trim();
  const heard = (asked.match(/\p{Script=Han}/gu) ?? []).length > 1;
  if (!heard && !/^[\p{Script=Latin}\p{M}\d\s'’-]+$/u.test(asked)) return { latin: '', heard };
  const latin = heard ? inLatin(syllablesOf(asked).join('')) : inLatin(asked);
  return { latin: latin.length > 1 && /[a-z]/.test(latin) ? latin : '', heard };
}

/**
 * [C360-3] Chinese names of the generation that sound like the words, be they pinyin (`huadong bengye`), its initials
 * (`hdby`) or other characters of the same sound: names to compare with, seen by nobody.
 */
export async function namesThatSound(
  services: Pick<Services, 'cache'>,
  lease: ServingLease,
  words: string,
): Promise<string[]> {
  const { latin, heard } = soundOf(words);
  if (latin === '') return [];
  const { names } = await soundsOf(services, lease);
  return names
    .filter(
      ({ full, initials }) =>
        full.includes(latin) || (!heard && latin.length > 2 && initials.startsWith(latin)),
    )
    .slice(0, maxFound)
    .map(({ name }) => name);
}

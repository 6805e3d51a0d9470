import {
  generationNumbers,
  numberedNames,
  personName,
} from '../../../src/stats/linkage/columns/person-name.ts';
import { withoutFormOfAddress } from '../normalise/han-form-of-address.ts';
import { latinTwin } from '../normalise/latin-twin.ts';
import { simplified } from '../normalise/simplified.ts';

/** The words of a person's name in normal form: lower case, no accents, no titles. */
export interface PersonWords {
  /** What stands first, or behind the comma of `Smith, Robert James`. */
  readonly given: readonly string[];
  readonly rest: readonly string[];
  /** 1 senior, 2 junior, 3 and 4 those after; 0 when it is not said. */
  readonly generation: number;
  /** Chinese characters, simplified, without a form of address; '' when there are none. */
  readonly han: string;
  /** `han` in Latin letters. */
  readonly pinyin: string;
}

/** What stands where no name is known. */
const nobody: ReadonlySet<string> = new Set(['null', 'none', 'nan', 'n a', 'na', 'unknown', 'undefined']);

const words = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/**
 * Takes a name apart. Undefined when it names nobody (empty, a mailbox, "unknown"). `beside` is the name it is compared with:
 * a Robert I beside a Robert II is the first, and no initial.
 */
export function personWords(name: string, beside: string): PersonWords | undefined {
  if (name.includes('@')) return undefined;
  const numbered = numberedNames([name, beside]);
  const told = personName(name, 1, numbered);
  const all = words(told.name);
  if (all.length === 0 || nobody.has(all.join(' '))) return undefined;
  const [head = '', ...behind] = name.split(',');
  const surnames = behind.length === 0 ? all.length : words(personName(head, 1, numbered).name).length;
  const swapped = surnames < all.length;
  const han = withoutFormOfAddress(simplified((name.match(/\p{Script=Han}/gu) ?? []).join('')));
  return {
    given: swapped ? all.slice(surnames) : all.slice(0, 1),
    rest: swapped ? all.slice(0, surnames) : all.slice(1),
    generation: generationNumbers[told.generation ?? ''] ?? 0,
    han,
    pinyin: han === '' ? '' : latinTwin(han),
  };
}

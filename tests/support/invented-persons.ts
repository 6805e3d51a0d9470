/** One record of an invented register; the same words come again often, so that records are alike by chance too. */
export interface InventedPerson {
  readonly id: string;
  readonly given: string;
  readonly family: string;
  readonly born: string;
  readonly phone: string;
  readonly generation: string;
}

const given = ['anna', 'anne', 'bela', 'carl', 'karl', 'dora', 'emil'];
const family = ['fisher', 'fischer', 'garner', 'gardner', 'hollis', 'inman'];
const born = ['19800102', '19800201', '19751130', '19751130', '19630405', ''];
const phone = ['0301234567', '0301234576', '0409876543', '0405554443', '', ''];
const generation = ['', 'Jr', 'Sr', ''];

/** A person by five small numbers; without the last no generation is said. */
export const inventPerson = (
  id: string,
  [a = 0, b = 0, c = 0, d = 0, e = 0]: readonly number[],
): InventedPerson => ({
  id,
  given: given[a % given.length] ?? '',
  family: family[b % family.length] ?? '',
  born: born[c % born.length] ?? '',
  phone: phone[d % phone.length] ?? '',
  generation: generation[e % generation.length] ?? '',
});

import { personName, type PersonName } from './person-names.ts';
import { Random } from './random.ts';
import { odooId, salesforceId } from './record-id.ts';

/** An employee, known to both systems under different ids. */
export interface User {
  readonly no: number;
  readonly name: PersonName;
  readonly crmId: string;
  readonly erpId: string;
  readonly region: string;
  readonly role: 'Sales' | 'Service';
}

const regions: readonly [region: string, people: number][] = [
  ['East China', 6],
  ['South China', 4],
  ['North China', 3],
  ['Central China', 2],
  ['West China', 2],
  ['Europe', 2],
  ['North America', 2],
  ['Asia Pacific', 1],
];

export function makeUsers(seed: number): User[] {
  const random = new Random(seed, 'users');
  const users: User[] = [];
  const taken = new Set<string>();
  const add = (region: string, role: User['role']): void => {
    const no = users.length;
    const country = region === 'Europe' ? 'DE' : region === 'North America' ? 'US' : 'CN';
    let name = personName(random, country);
    while (taken.has(name.slug)) name = personName(random, country);
    taken.add(name.slug);
    users.push({
      no,
      name,
      region,
      role,
      crmId: salesforceId('005', no + 1),
      erpId: odooId('res_users', no + 2),
    });
  };
  for (const [region, people] of regions) for (let i = 0; i < people; i++) add(region, 'Sales');
  for (let i = 0; i < 4; i++) add('East China', 'Service');
  return users;
}

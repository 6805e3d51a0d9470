import type { TiedEntity, TieRule } from './tie-rule.ts';

const sameUnit = '(a.uom = b.uom or a.uom is null or b.uom is null)';
const sameCustomer = 'a.golden_id = b.golden_id';
const sameMailbox = `${sameCustomer} and a.email = b.email`;

/**
 * [GOLDEN-8] [GOLDEN-9] What makes records of an entity one, the strongest first, and what only makes a person look. The
 * relation has n (by age) and the columns compared; contacts have golden_id, the customer they belong to.
 */
export const tieRules: Readonly<Record<TiedEntity, readonly TieRule[]>> = {
  contact: [
    {
      name: 'email',
      ties: true,
      heedsNames: true,
      on: sameMailbox,
      compares: ['golden_id', 'email', 'full_name'],
    },
    {
      name: 'name_phone',
      ties: true,
      on: `${sameCustomer} and a.name = b.name and a.phone = b.phone`,
      compares: ['golden_id', 'name', 'phone'],
    },
    {
      name: 'name',
      ties: true,
      on: `${sameCustomer} and a.name = b.name and (a.email is null or b.email is null) and (a.phone is null or b.phone is null)`,
      compares: ['golden_id', 'name', 'email', 'phone'],
    },
    {
      name: 'name_differs',
      ties: false,
      on: `${sameCustomer} and a.name = b.name`,
      compares: ['golden_id', 'name'],
    },
    { name: 'email_shared', ties: false, on: sameMailbox, compares: ['golden_id', 'email'] },
    {
      name: 'email_elsewhere',
      ties: false,
      on: 'a.golden_id <> b.golden_id and a.email = b.email',
      compares: ['email'],
    },
  ],
  product: [
    {
      name: 'code',
      ties: true,
      on: `a.source <> b.source and a.code = b.code and ${sameUnit}`,
      compares: ['source', 'code', 'uom'],
    },
    {
      name: 'name',
      ties: true,
      on: `a.source <> b.source and a.name = b.name and (a.code is null or b.code is null) and ${sameUnit}`,
      compares: ['source', 'name', 'code', 'uom'],
    },
    { name: 'code_alone', ties: false, on: 'a.code = b.code', compares: ['code'] },
    { name: 'name_alone', ties: false, on: 'a.name = b.name', compares: ['name'] },
  ],
};

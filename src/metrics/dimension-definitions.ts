import type { Grain } from './buckets.ts';

export type DimensionId =
  | 'date.day'
  | 'date.week'
  | 'date.month'
  | 'date.quarter'
  | 'date.year'
  | 'date.fiscal_quarter'
  | 'date.fiscal_year'
  | 'region'
  | 'channel'
  | 'category'
  | 'customer'
  | 'product'
  | 'salesperson'
  | 'stage'
  | 'currency'
  | ProductAttribute
  | CustomerAttribute;

/** What is known of a customer across both systems: a dimension of every fact that has a customer. */
export const customerAttributes = [
  'paying_behaviour',
  'delivery_performance',
  'service_risk',
  'systems',
  'first_campaign',
  'lead_source',
] as const;
export type CustomerAttribute = (typeof customerAttributes)[number];

/** What is known of a product across both systems: a dimension of every fact that has a product. */
export const productAttributes = ['golden_product', 'product_systems'] as const;
export type ProductAttribute = (typeof productAttributes)[number];

/** A dimension whose members live in a table of their own: facts hold `key`, people see `id` and `label`. */
export interface EntityTable {
  readonly table: string;
  readonly key: string;
  readonly id: string;
  readonly label: string;
  /** The label where the reader's language is Chinese. */
  readonly labelZh?: string;
  /** SQL over the table, true for its one current row a member. */
  readonly current: string;
  /** SQL over the table, true for what is offered to choose from; without it every member. */
  readonly listed?: string;
  /** SQL over the table, true where the label names a natural person. */
  readonly personal?: string;
}

export interface Attribute {
  readonly of: 'customer' | 'product';
  readonly table: string;
  readonly key: string;
  /** Its rows have a region and a channel: those that a person may not see are as if they were not known. */
  readonly scoped: boolean;
}

export interface DimensionDefinition {
  readonly id: DimensionId;
  readonly kind: 'date' | 'member' | 'entity';
  readonly grain?: Grain;
  readonly entity?: EntityTable;
  /** Its member is found by the fact's customer or product, in a table of one row each. */
  readonly attribute?: Attribute;
  /** Message key of its name. */
  readonly nameKey: string;
}

const date = (grain: Grain): DimensionDefinition => ({
  id: `date.${grain}`,
  kind: 'date',
  grain,
  nameKey: `dimension.date.${grain}`,
});
const member = (id: DimensionId): DimensionDefinition => ({ id, kind: 'member', nameKey: `dimension.${id}` });
const entity = (id: DimensionId, table: EntityTable): DimensionDefinition => ({
  id,
  kind: 'entity',
  entity: table,
  nameKey: `dimension.${id}`,
});

const ofCustomer: Attribute = {
  of: 'customer',
  table: 'mart_customer_standing',
  key: 'customer_no',
  scoped: true,
};
const ofProduct: Attribute = {
  of: 'product',
  table: 'mart_product_standing',
  key: 'product_no',
  scoped: false,
};

export const dimensionDefinitions: readonly DimensionDefinition[] = [
  date('day'),
  date('week'),
  date('month'),
  date('quarter'),
  date('year'),
  date('fiscal_quarter'),
  date('fiscal_year'),
  member('region'),
  member('channel'),
  member('category'),
  entity('customer', {
    table: 'dim_golden_customer',
    key: 'customer_no',
    id: 'golden_id',
    label: 'name',
    current: 'true',
    personal: `kind is distinct from 'company' and customer_no <> 0`,
  }),
  entity('product', {
    table: 'dim_product',
    key: 'product_no',
    id: 'product_id',
    label: 'name',
    labelZh: 'name_zh',
    current: 'is_current',
    listed: 'is_listed',
  }),
  entity('salesperson', {
    table: 'dim_employee',
    key: 'employee_id',
    id: 'employee_id',
    label: 'name',
    current: 'true',
    personal: 'true',
  }),
  member('stage'),
  member('currency'),
  ...customerAttributes.map((id) => ({ ...member(id), attribute: ofCustomer })),
  {
    ...entity('golden_product', {
      table: 'dim_golden_product',
      key: 'product_no',
      id: 'golden_product_id',
      label: 'name',
      labelZh: 'name_zh',
      current: 'true',
    }),
    attribute: ofProduct,
  },
  { ...member('product_systems'), attribute: ofProduct },
];

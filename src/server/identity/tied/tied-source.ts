import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';

/** Where records and golden records of an entity that rules tie are found. */
export interface TiedSource {
  /** SELECT of its records as they are shown (id, golden, joined_by, source, is_gone, shown, about) and compared (n, what rules compare). */
  readonly records: string;
  /** A record's own table, its current rows, and the column of ids there. */
  readonly dimension: string;
  readonly idColumn: string;
  readonly bridge: string;
  readonly goldenColumn: string;
  /** The model and table of golden records; its values that a preview tells. */
  readonly golden: string;
  readonly values: readonly string[];
}

const product: TiedSource = {
  records: `select i.position as n, i.product_id as id, i.golden_product_id as golden, i.joined_by, i.source, d.is_active is false as is_gone, i.code, i.name, i.uom,
  d.name as shown, nullif(concat_ws(' · ', d.code, d.uom), '') as about
from int_product_identity i join dim_product d on d.product_id = i.product_id and d.is_current`,
  dimension: 'dim_product',
  idColumn: 'product_id',
  bridge: 'bridge_product_record',
  goldenColumn: 'golden_product_id',
  golden: 'dim_golden_product',
  values: ['code', 'name', 'name_zh', 'category', 'uom'],
};

const contact: TiedSource = {
  records: `select i.position as n, i.contact_id as id, i.golden_contact_id as golden, i.joined_by, d._source as source, false as is_gone, i.email, i.phone, i.name, i.full_name,
  c.golden_id, d.full_name as shown, g.name as about
from int_contact_identity i join dim_contact d on d.contact_id = i.contact_id
left join int_customer_identity c on c.customer_id = i.customer_id left join dim_golden_customer g on g.golden_id = c.golden_id`,
  dimension: 'dim_contact',
  idColumn: 'contact_id',
  bridge: 'bridge_contact_record',
  goldenColumn: 'golden_contact_id',
  golden: 'dim_golden_contact',
  values: ['name', 'email', 'phone', 'title', 'opted_out'],
};

export const tiedSources: Readonly<Record<TiedEntity, TiedSource>> = { contact, product };

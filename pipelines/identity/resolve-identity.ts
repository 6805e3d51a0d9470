import { existsSync } from 'node:fs';
import { type ActiveIdentityDecision } from '../../src/contract/identity-decision.ts';
import { isTandemError } from '../../src/contract/errors.ts';
import { generationFile, readPointer } from '../../src/warehouse/pointer.ts';
import { appendRows } from '../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import type { BuiltTable } from '../publish/build-context.ts';
import type { Workspace } from '../workspace.ts';
import { resolveContacts } from './resolve-contacts.ts';
import { resolveCustomers } from './resolve-customers.ts';
import { resolveProducts } from './resolve-products.ts';
import { createIdentityTables, identityTables } from './step-tables.ts';
import { writeTrust } from './trust.ts';

/** What the tables of the step are made of, for the lineage pages. */
const inputs: Readonly<Record<string, readonly string[]>> = {
  bridge_tied_redirect: ['int_contact', 'int_product'],
  int_contact_identity: ['int_contact', 'int_customer_identity'],
  int_product_identity: ['int_product'],
};

/**
 * The identity step: reads int_customer, int_contact and int_product, writes the tables of pipelines/identity/tables.
 * Without those entities (a test's own canonical folder) it makes nothing.
 */
export async function resolveIdentity(
  warehouse: Warehouse,
  workspace: Workspace,
  entities: ReadonlySet<string>,
  decisions: readonly ActiveIdentityDecision[],
): Promise<BuiltTable[]> {
  if (!['customer', 'contact', 'product'].every((entity) => entities.has(entity))) return [];
  const start = performance.now();
  const of = (entity: ActiveIdentityDecision['entity']): ActiveIdentityDecision[] =>
    decisions.filter((each) => each.entity === entity);
  await createIdentityTables(warehouse);
  await writeTrust(warehouse, workspace.config);
  await resolveCustomers(
    warehouse,
    of('customer'),
    servedFile(workspace.paths.warehouse),
    workspace.config.identity.once,
  );
  await resolveContacts(warehouse, of('contact'));
  await resolveProducts(warehouse, of('product'));
  await appendRows(
    warehouse,
    { name: 'meta_identity_decision' },
    decisions.map(({ id }) => [id]),
  );
  const ms = Math.round(performance.now() - start);
  const rows = await rowCounts(
    warehouse,
    identityTables().map(({ name }) => name),
  );
  return identityTables().map(({ name, kind, spec }) => ({
    name,
    kind,
    grain: spec.grain,
    sql: '',
    inputs: inputs[name] ?? ['int_customer'],
    rows: rows.get(name) ?? 0,
    ms: name === 'int_customer_identity' ? ms : 0,
  }));
}

async function rowCounts(warehouse: Warehouse, tables: readonly string[]): Promise<Map<string, number>> {
  const counts = tables.map(
    (name) => `select ${literal(name)} as name, count(*)::double as n from ${identifier(name)}`,
  );
  const rows = await warehouse.rows<{ name: string; n: number }>(counts.join(' union all '));
  return new Map(rows.map(({ name, n }) => [name, n]));
}

/** The generation served now; none when the pointer is torn or its file is gone. */
function servedFile(dir: string): string | undefined {
  try {
    const generation = readPointer(dir)?.generation;
    const file = generation === undefined ? undefined : generationFile(dir, generation);
    return file !== undefined && existsSync(file) ? file : undefined;
  } catch (error) {
    if (isTandemError(error)) return undefined;
    throw error;
  }
}

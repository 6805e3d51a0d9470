import type { Warehouse } from '../../src/warehouse/open.ts';

/**
 * Compares the records of `identity_customer` (scratch) and writes what it finds: the scratch table
 * `identity_scored` (left_n < right_n, weight, probability, band, blocks, addends), `mart_identity_record` and the
 * customer's row of `meta_identity_model`.
 */
export type CustomerLinker = (warehouse: Warehouse) => Promise<void>;

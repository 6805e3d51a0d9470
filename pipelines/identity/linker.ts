import type { Warehouse } from '../../src/warehouse/open.ts';
import type { LinkThresholds } from './thresholds.ts';

/**
 * Compares the records of `identity_customer` (scratch) and writes what it finds: the scratch table
 * `identity_scored` (left_n < right_n, weight, probability, band, blocks, addends), `mart_identity_record` and the
 * customer's row of `meta_identity_model`. `chosen` are thresholds that hold instead of the linker's own; they move
 * bands and decide nothing else: weights and, down to `floor`, the pairs that are kept stay the same. The settings in
 * `meta_identity_model` have `thresholds` (those applied), `default_thresholds` (its own) and `floor`. Returns those
 * applied.
 */
export type CustomerLinker = (
  warehouse: Warehouse,
  chosen: LinkThresholds | undefined,
) => Promise<LinkThresholds>;

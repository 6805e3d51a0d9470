import { tOr } from '../../state/locale.svelte.ts';

/** A unit of measure in the reader's words where it is a usual one; as the ERP writes it where it is not. */
export const unitText = (uom: string | null): string =>
  uom === null ? '' : tOr(`orders.unit.${uom.trim().toLowerCase()}`, uom);

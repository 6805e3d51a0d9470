import type { DriftResponse } from '../../../contract/api/data.ts';

/** The badge of a change: a column that was never there is no news, one that is gone is. */
export const driftTone: Record<DriftResponse['changes'][number]['kind'], string> = {
  added: '',
  missing: '',
  lost: 'bad',
  retyped: 'warn',
};

import type { DriftResponse } from '../../../contract/api/data.ts';
import { toldDrift } from '../../../messages/told-drift.ts';
import { locale } from '../../state/locale.svelte.ts';

/** What came of a column, in the reader's words. */
export const driftText = (change: DriftResponse['changes'][number]): string =>
  toldDrift(change, locale.translate.maybe);

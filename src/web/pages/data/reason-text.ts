import type { LoadsResponse } from '../../../contract/api/data.ts';
import { toldReason } from '../../../messages/told-details.ts';
import { tOr } from '../../state/locale.svelte.ts';

type Refusal = NonNullable<LoadsResponse['loads'][number]['refusal']>;

/** Why a file was refused, in the reader's words. */
export const reasonText = ({ reason, details }: Refusal): string =>
  toldReason(reason, details, (key, values) => tOr(key, '', values) || undefined);

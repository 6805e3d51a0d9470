import type { MessageArguments, MessageKey } from '../../../messages/translate.ts';
import { t } from '../../state/locale.svelte.ts';
import { router } from '../../state/router.svelte.ts';
import { entityOf } from './identity-address.ts';

/** A text that names what is reviewed: customers, contacts or products. */
export const entityText = (key: MessageKey, values: MessageArguments = {}): string =>
  t(key, { entity: entityOf(router.url.searchParams), ...values });

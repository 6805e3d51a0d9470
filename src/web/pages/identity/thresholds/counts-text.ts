import type { IdentityOverviewResponse } from '../../../../contract/api/identity.ts';
import type { IdentityEntity } from '../../../../contract/identity-entities.ts';
import type { Formats } from '../../../../messages/formats.ts';
import type { MessageArguments, MessageKey } from '../../../../messages/translate.ts';

/** How many records are how many of an entity, and which systems hold these: the parts add up to the whole. */
export const countsText = (
  { records, golden, bothSystems, crmOnly, erpOnly, inNeither }: IdentityOverviewResponse['counts'],
  entity: IdentityEntity,
  say: (key: MessageKey, values: MessageArguments) => string,
  { number }: Pick<Formats, 'number'>,
): string =>
  say('identity.counts', {
    entity,
    records: number(records),
    golden: number(golden),
    both: number(bothSystems),
    crm: number(crmOnly),
    erp: number(erpOnly),
    neither: inNeither,
  });

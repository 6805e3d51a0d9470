import type { IdentityDecisionsResponse } from '../../../../contract/api/identity.ts';
import { locale, t } from '../../../state/locale.svelte.ts';
import { fieldText } from '../field-text.ts';
import { fieldValue } from '../field-value.ts';
import { weightText } from '../pair/weight-text.ts';

type Line = Pick<IdentityDecisionsResponse['rows'][number], 'decision' | 'names' | 'owner'> &
  Partial<Pick<IdentityDecisionsResponse['rows'][number], 'revoked'>>;

/** What a line of the journal says, in one sentence, with the names of records and owners where they are known. */
export const decisionText = ({ decision, names, owner, revoked }: Line): string => {
  const named = (ids: readonly string[]) => locale.formats.list(ids.map((id) => names[id] ?? id));
  switch (decision.kind) {
    case 'must_link':
      return t('identity.line.must_link', { entity: decision.entity, records: named(decision.records) });
    case 'cannot_link':
      return t('identity.line.cannot_link', { left: named(decision.left), right: named(decision.right) });
    case 'pin':
      return t('identity.line.pin', {
        field: fieldText(decision.field),
        record: named([decision.record]),
        value: owner ?? fieldValue(decision.field, decision.value) ?? '',
      });
    case 'threshold':
      return t('identity.line.threshold', {
        match: weightText(decision.match),
        review: weightText(decision.review),
      });
    case 'revoke':
      return t('identity.line.revoke', {
        what: revoked ? decisionText({ decision: revoked, names, owner }) : decision.revokes.slice(0, 8),
      });
  }
};

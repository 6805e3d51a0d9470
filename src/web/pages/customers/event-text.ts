import type { TimelineEvent } from '../../../contract/api/customers.ts';
import type { EventKind } from '../../../contract/event-kinds.ts';
import { leadStatusText } from '../../state/lead-text.ts';
import { t, tOr } from '../../state/locale.svelte.ts';
import { memberText } from '../../state/member-text.ts';

export const kindText = (kind: EventKind): string => t(`customer.event.kind.${kind}`);

/** A status in the reader's words where we have them, else as the system says it. */
export const statusText = ({ kind, status }: Pick<TimelineEvent, 'kind' | 'status'>): string => {
  if (status === null) return '';
  if (kind === 'lead') return leadStatusText(status);
  return kind === 'opportunity'
    ? memberText('stage', status)
    : tOr(`customer.event.status.${kind}.${status}`, status);
};

export const flagText = ({ flag, days }: Pick<TimelineEvent, 'flag' | 'days'>): string =>
  flag === null ? '' : tOr(`customer.event.flag.${flag}`, flag, { days: days ?? 0 });

const warned: ReadonlySet<string> = new Set([
  'was_late',
  'was_late_short_closed',
  'short_closed',
  'paid_late',
  'incomplete',
]);

export const flagTone = (flag: string | null): '' | 'bad' | 'good' | 'warn' => {
  if (flag === 'late' || flag === 'late_incomplete' || flag === 'overdue') return 'bad';
  if (flag !== null && warned.has(flag)) return 'warn';
  return flag === 'won' ? 'good' : '';
};

/** What an event is called in one line: its number, or what was done. */
export const eventName = ({ kind, number }: Pick<TimelineEvent, 'kind' | 'number'>): string =>
  kind === 'activity' ? tOr(`customer.event.activity.${number ?? ''}`, number ?? '') : (number ?? '');

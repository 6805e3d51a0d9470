import { toIso } from './civil-date.ts';
import type { Parameters } from './parameters.ts';
import type { Dating, ScanEntry, ScanPart } from './scan-part.ts';

/** The dates of a total: all windows in one scan, each aggregate over its own. */
export function totalDating(part: ScanPart, parameters: Parameters): Dating {
  const date = `t.${part.route.date}`;
  const condition = ({ window, dating }: ScanEntry): string => {
    const since = (): string => `${date} >= ${parameters.date(toIso(window.from))}`;
    const until = dating === 'balance_before' ? window.from : window.to;
    const before = `${date} < ${parameters.date(toIso(until))}`;
    return dating === 'flow' ? `${since()} and ${before}` : before;
  };
  const conditions = [...new Set(part.entries.map(condition))];
  if (conditions.length === 1) return { bucket: '', join: '', conditions, filter: () => '' };

  const flows = part.entries.every(({ dating }) => dating === 'flow');
  const first = Math.min(...part.entries.map(({ window }) => window.from));
  const last = Math.max(...part.entries.map(({ window }) => window.to));
  return {
    bucket: '',
    join: '',
    conditions: [
      ...(flows ? [`${date} >= ${parameters.date(toIso(first))}`] : []),
      `${date} < ${parameters.date(toIso(last))}`,
      `(${conditions.map((each) => `(${each})`).join(' or ')})`,
    ],
    filter: (entry) => ` filter (where ${condition(entry)})`,
  };
}

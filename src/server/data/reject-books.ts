import type { RejectsResponse } from '../../contract/api/data.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Books } from './books.ts';
import { iso, stillCounts } from './load-books.ts';

export interface RejectsFilter {
  readonly source?: string | undefined;
  readonly object?: string | undefined;
  readonly rule?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

type Shown = Omit<RejectsResponse['rows'][number], 'published'>;
type ByRule = RejectsResponse['byRule'];

interface Part {
  readonly reader: Pick<ServingLease, 'rows'>;
  readonly published: boolean;
  readonly withdrawn: string;
  readonly repaired: string;
}

const outstanding = `${stillCounts('$1')} and reject_id not in (select unnest(string_split($2, chr(10))))
  and ($3::varchar is null or source = $3) and ($4::varchar is null or object = $4)`;
const ofRule = `and ($5::varchar is null or rule = $5)`;

const partsOf = ({ served, pending, withdrawn, repaired }: Books): Part[] => [
  ...(pending ? [{ reader: pending, published: false, withdrawn: '', repaired: '' }] : []),
  ...(served
    ? [{ reader: served, published: true, withdrawn: withdrawn.join('\n'), repaired: repaired.join('\n') }]
    : []),
];

const byRule = ({ reader }: Part, parameters: readonly (string | null)[]): Promise<ByRule> =>
  records(
    reader,
    `select source, object, rule, count(*)::double as rows from etl_quarantine where ${outstanding} group by source, object, rule`,
    parameters,
  );

/** [LOAD-43] Rows in quarantine by source, object and rule: every count of them on a page is a sum of these. */
export async function rejectCounts(
  books: Books,
  filter: Pick<RejectsFilter, 'source' | 'object'> = {},
): Promise<ByRule> {
  const counts = new Map<string, ByRule[number]>();
  for (const part of partsOf(books))
    for (const count of await byRule(part, [
      part.withdrawn,
      part.repaired,
      filter.source ?? null,
      filter.object ?? null,
    ])) {
      const key = `${count.source}/${count.object}/${count.rule}`;
      counts.set(key, { ...count, rows: count.rows + (counts.get(key)?.rows ?? 0) });
    }
  return [...counts.values()];
}

/** Rejects of loads that are not published first, then those of the generation that nothing has settled since. */
export async function readRejects(books: Books, filter: RejectsFilter): Promise<RejectsResponse> {
  let { offset, limit } = filter;
  let total = 0;
  const rows: RejectsResponse['rows'] = [];
  for (const part of partsOf(books)) {
    const { source = null, object = null, rule = null } = filter;
    const named = [part.withdrawn, part.repaired, source, object, rule];
    const [counted] = await records<{ n: number }>(
      part.reader,
      `select count(*)::double as n from etl_quarantine where ${outstanding} ${ofRule}`,
      named,
    );
    const here = counted?.n ?? 0;
    total += here;
    if (limit > 0 && offset < here) {
      const page = await records<Shown & Record<string, string | number | null>>(
        part.reader,
        `select reject_id as id, source, object, file, line::double as line, rule, column_name as "column", value, raw,
  ${iso('found_at')} as "foundAt"
from etl_quarantine where ${outstanding} ${ofRule}
order by source, object, file, line, rule, column_name, reject_id limit $6 offset $7`,
        [...named, limit, offset],
      );
      rows.push(...page.map((row) => ({ ...row, published: part.published })));
      limit -= page.length;
    }
    offset = Math.max(0, offset - here);
  }
  const sorted = (await rejectCounts(books, filter)).sort(
    (a, b) =>
      b.rows - a.rows ||
      a.source.localeCompare(b.source, 'en') ||
      a.object.localeCompare(b.object, 'en') ||
      a.rule.localeCompare(b.rule, 'en'),
  );
  return { total, byRule: sorted, rows };
}

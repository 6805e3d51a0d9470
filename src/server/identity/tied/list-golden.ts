import type { z } from 'zod';
import { namedRecords } from '../../../../pipelines/identity/golden/record-numbers.ts';
import type { identityGoldenRequest, IdentityGoldenResponse } from '../../../contract/api/identity.ts';
import { createParameters } from '../../../metrics/parameters.ts';
import { records } from '../../queries/records.ts';
import type { Review } from '../with-review.ts';
import { tiedSources } from './tied-source.ts';

const viewSql = { all: 'true', several: 'len(records) > 1', decided: 'is_decided' } as const;

/** Golden contacts or products by name, key, id, former id or what tells them apart, by page. */
export async function listGolden(
  { lease, state, stamp }: Review,
  { entity, view, q, offset, limit }: z.output<typeof identityGoldenRequest>,
): Promise<IdentityGoldenResponse> {
  const source = tiedSources[entity];
  const parameters = createParameters();
  const named = parameters.text(
    JSON.stringify(namedRecords(state.active.filter((each) => each.entity === entity))),
  );
  const words = q
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => `contains(searched, ${parameters.text(word)})`);
  const rows = await records<{
    golden: string | null;
    name: string | null;
    about: string | null;
    ids: string[] | null;
    sources: string[] | null;
    names: (string | null)[] | null;
    is_decided: boolean | null;
    total: number;
  }>(
    lease,
    `with record as (${source.records}),
named as (select unnest(from_json(${named}::json, '["varchar"]')) as id),
former as (select golden_id, string_agg(old_golden_id, ' ') as ids from bridge_tied_redirect where entity = '${entity}' group by golden_id),
golden as (
  select golden, min(about) as about, list({'id': record.id, 'source': source, 'name': shown} order by source, record.id) as records,
    bool_or(named.id is not null) as is_decided,
    lower(concat_ws(' ', golden, any_value(former.ids), string_agg(concat_ws(' ', record.id, shown, about), ' '))) as searched
  from record left join named on named.id = record.id left join former on former.golden_id = golden group by golden
),
found as (
  select golden.golden, own.name, golden.about, records, is_decided
  from golden join ${source.golden} own on own.${source.goldenColumn} = golden.golden
  where ${[viewSql[view], ...words].join(' and ')}
),
page as (
  select * from found
  order by lower(name) nulls last, golden limit ${parameters.integer(limit)} offset ${parameters.integer(offset)}
)
select counted.total, page.golden, page.name, page.about, list_transform(records, lambda one: one.id) as ids,
  list_transform(records, lambda one: one.source) as sources, list_transform(records, lambda one: one.name) as names, is_decided
from (select count(*)::double as total from found) counted left join page on true
order by lower(page.name) nulls last, page.golden`,
    parameters.values,
  );
  return {
    ...stamp,
    total: rows[0]?.total ?? 0,
    // Behind the last page there is one row, with the total alone.
    rows: rows.flatMap(({ golden, name, about, ids, sources, names, is_decided }) =>
      golden === null
        ? []
        : {
            goldenId: golden,
            name,
            about,
            records: (ids ?? []).map((id, at) => ({
              id,
              source: sources?.[at] ?? '',
              name: names?.[at] ?? null,
            })),
            isDecided: is_decided === true,
          },
    ),
  };
}

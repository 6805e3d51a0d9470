import { hanLine, isHan } from '../normalise/han-address.ts';
import { hanPlaces, readHanAddress, type HanPlaces } from '../normalise/han-places.ts';
import { latinTwin } from '../normalise/latin-twin.ts';
import { nameLexicon } from '../normalise/name-lexicon.ts';
import { normalisePlace } from '../normalise/place.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { part, type Apart } from './apart.ts';
import { cellSql } from './cell-sql.ts';
import type { LinkRelation } from './link-plan.ts';
import type { LinkField } from './link-settings.ts';

const isApart = ({ kind, parts }: LinkField): boolean => kind === 'address' && parts === true;

/** What the addresses with `parts` call places in Han characters; undefined where none is in these. */
export async function placesOfAddresses(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  fields: readonly LinkField[],
): Promise<HanPlaces | undefined> {
  const lines = fields
    .filter(isApart)
    .flatMap((field) =>
      relations.map(({ name, source }) => `select ${cellSql(field, name)} as line from ${source}`),
    );
  if (lines.length === 0) return undefined;
  const rows = await warehouse.rows<{ line: string }>(
    `select distinct line from (${lines.join(' union all ')}) where regexp_matches(line, '\\p{Han}') order by line`,
  );
  if (rows.length === 0) return undefined;
  return hanPlaces(
    rows.map(({ line }) => line),
    nameLexicon().hanPlaces,
  );
}

/**
 * [LINK-32] [LINK-44] An address in Han characters as its street, the number of the house, district, and city where no field says
 * that; others stay as they are.
 */
export function addressApart(places: HanPlaces | undefined, fields: readonly LinkField[]): Apart {
  if (places === undefined) return { parts: [part('', 'address', false)], split: (value) => [value] };
  const lexicon = nameLexicon();
  const ownCity = fields.every(({ kind }) => kind !== 'city');
  const twin = (place: string | undefined): string | null => (place === undefined ? null : latinTwin(place));
  return {
    parts: [
      part('', 'address', false),
      part('number', 'house_number', false),
      part('district', 'city', false),
      ...(ownCity ? [part('city', 'city', false)] : []),
    ],
    split: (value) => {
      if (!isHan(value)) return [value, null, null, ...(ownCity ? [null] : [])];
      const { line, district, city } = readHanAddress(value, places);
      const { words, number } = hanLine(line);
      const place = city === undefined ? undefined : normalisePlace(city, lexicon);
      return [words || value, number ?? null, twin(district), ...(ownCity ? [place ?? null] : [])];
    },
  };
}

/** A city in Han characters as it is in Latin letters, with or without 市; others stay as they are. */
export function cityApart(): Apart {
  const lexicon = nameLexicon();
  return {
    parts: [part('', 'city', false)],
    split: (value) => [isHan(value) ? (normalisePlace(value, lexicon) ?? value) : value],
  };
}

import { hanLine, isHan } from '../../normalise/han-address.ts';
import { hanPlaces, readHanAddress, type HanPlaces } from '../../normalise/han-places.ts';
import { latinTwin } from '../../normalise/latin-twin.ts';
import { nameLexicon } from '../../normalise/name-lexicon.ts';
import { normalisePlace } from '../../normalise/place.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { part, type Apart } from './apart.ts';
import { cellSql } from './cell-sql.ts';
import type { LinkRelation } from '../link-plan.ts';
import type { LinkField } from '../link-settings.ts';

const isApart = ({ kind, parts }: LinkField): boolean => kind === 'address' && parts === true;

/** What is known of addresses in Han characters before they are taken apart. */
export interface HanAddresses {
  readonly places: HanPlaces;
  /** Whether so many addresses are in other letters that the two have to meet. */
  readonly isMixed: boolean;
}

/** From this share of addresses in other letters on. */
const mixed = 0.05;

/** What the addresses with `parts` call places in Han characters; undefined where none is in these. */
export async function hanAddresses(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  fields: readonly LinkField[],
): Promise<HanAddresses | undefined> {
  const lines = fields
    .filter(isApart)
    .flatMap((field) =>
      relations.map(({ name, source }) => `select ${cellSql(field, name)} as line from ${source}`),
    );
  if (lines.length === 0) return undefined;
  const all = lines.join(' union all ');
  const rows = await warehouse.rows<{ line: string }>(
    `select distinct line from (${all}) where regexp_matches(line, '\\p{Han}') order by line`,
  );
  if (rows.length === 0) return undefined;
  const [others] = await warehouse.rows<{ share: number | null }>(
    `select avg((not regexp_matches(line, '\\p{Han}'))::integer)::double as share from (${all}) where line is not null`,
  );
  const places = hanPlaces(
    rows.map(({ line }) => line),
    nameLexicon().hanPlaces,
  );
  return { places, isMixed: (others?.share ?? 0) >= mixed };
}

/**
 * [LINK-32] [LINK-44] An address in Han characters as its street, the number of the house, district, and city where no field says
 * that; others stay as they are. Where others are to be met the number stays behind the street, as they have it in one line.
 */
export function addressApart(known: HanAddresses | undefined, fields: readonly LinkField[]): Apart {
  if (known === undefined) return { parts: [part('', 'address', false)], split: (value) => [value] };
  const { places, isMixed } = known;
  const lexicon = nameLexicon();
  const ownCity = fields.every(({ kind }) => kind !== 'city');
  const twin = (place: string | undefined): string | null => (place === undefined ? null : latinTwin(place));
  const parts = (
    line: string | null,
    number: string | undefined,
    district: string | null,
    city: string | null,
  ): (string | null)[] => [
    isMixed && number !== undefined ? `${line ?? ''} ${number}`.trim() : line,
    ...(isMixed ? [] : [number ?? null]),
    district,
    ...(ownCity ? [city] : []),
  ];
  return {
    parts: [
      part('', 'address', false),
      ...(isMixed ? [] : [part('number', 'house_number', false)]),
      part('district', 'city', false),
      ...(ownCity ? [part('city', 'city', false)] : []),
    ],
    split: (value) => {
      if (!isHan(value)) return parts(value, undefined, null, null);
      const { line, district, city } = readHanAddress(value, places);
      const { words, number } = hanLine(line);
      const place = city === undefined ? undefined : normalisePlace(city, lexicon);
      return parts(words || value, number, twin(district), place ?? null);
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

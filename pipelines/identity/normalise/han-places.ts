import { isPark, levelSaid, placeHeads, type PlaceHead, type PlaceLevel } from './han-heads.ts';

/** What addresses in Han characters call places, without 省, 市, 区 and the like. */
export interface HanPlaces {
  readonly isKnown: (stem: string) => boolean;
  readonly level: ReadonlyMap<string, PlaceLevel>;
  /** The city of a district, where only one city has it. */
  readonly cityOf: ReadonlyMap<string, string>;
}

/** An address in Han characters: where it is, each as 浦东 of 浦东新区, and the line from the street on. */
export interface HanAddress {
  readonly province?: string;
  readonly city?: string;
  readonly district?: string;
  readonly line: string;
}

const provinces = new Set(
  '河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆'.split(
    ' ',
  ),
);

interface Place {
  readonly stem: string;
  readonly level: PlaceLevel;
}

/** Heads with their levels: a city within another is a district (苏州市昆山市). */
function levelled(
  heads: readonly PlaceHead[],
  levelOf: (head: PlaceHead) => PlaceLevel | undefined,
): Place[] {
  let city: string | undefined;
  return heads.flatMap((head): Place[] => {
    const [{ stem }, level] = [head, levelOf(head)];
    if (level === undefined) return [];
    if (level !== 'city') return [{ stem, level }];
    city ??= stem;
    return [{ stem, level: city === stem ? 'city' : 'district' }];
  });
}

/** What the addresses of a table call places: what some of them mark (浦东新区) is known in all (浦东), and so are `cities`. */
export function hanPlaces(
  addresses: Iterable<string>,
  cities: { readonly has: (stem: string) => boolean },
): HanPlaces {
  const isListed = (stem: string): boolean => provinces.has(stem) || cities.has(stem);
  const said = new Map<string, Record<PlaceLevel, number>>();
  const citiesOf = new Map<string, Set<string>>();
  for (const raw of addresses) {
    const places = levelled(placeHeads(raw, isListed).heads, levelSaid);
    const city = places.find(({ level }) => level === 'city')?.stem;
    for (const { stem, level } of places) {
      const count = said.get(stem) ?? { province: 0, city: 0, district: 0 };
      said.set(stem, { ...count, [level]: count[level] + 1 });
      if (level === 'district' && city !== undefined)
        citiesOf.set(stem, (citiesOf.get(stem) ?? new Set()).add(city));
    }
  }
  const most = ({ province, city, district }: Record<PlaceLevel, number>): PlaceLevel =>
    province > Math.max(city, district) ? 'province' : city > district ? 'city' : 'district';
  const level = new Map(
    [...said].map(([stem, count]) => [stem, citiesOf.has(stem) ? 'district' : most(count)] as const),
  );
  const cityOf = new Map<string, string>();
  for (const [stem, [city, ...more]] of citiesOf)
    if (city !== undefined && more.length === 0) cityOf.set(stem, city);
  return { isKnown: (stem) => level.has(stem) || isListed(stem), level, cityOf };
}

/** [LINK-44] Takes an address in Han characters apart; of two cities or districts the first counts. */
export function readHanAddress(raw: string, { isKnown, level, cityOf }: HanPlaces): HanAddress {
  const { heads, line } = placeHeads(raw, isKnown);
  const places = levelled(heads, (head) => {
    const { stem, suffix } = head;
    const [told, known] = [levelSaid(head), level.get(stem)];
    if (told === 'city' && known === 'district') return known;
    if (told !== undefined || suffix !== '' || isPark(stem)) return told;
    return known ?? (provinces.has(stem) ? 'province' : 'city');
  });
  const first = (of: PlaceLevel): string | undefined => places.find((place) => place.level === of)?.stem;
  const district = first('district');
  const found = {
    province: first('province'),
    city: first('city') ?? (district === undefined ? undefined : cityOf.get(district)),
    district,
  };
  return { ...Object.fromEntries(Object.entries(found).filter(([, stem]) => stem !== undefined)), line };
}

import { at } from './at.ts';
import { dateOf, dayCount, dayOf } from './calendar.ts';
import { Random } from './random.ts';
import { odooId } from './record-id.ts';

export type ProductKind = 'finished' | 'trade' | 'spare' | 'subassembly' | 'component';

export interface PriceStep {
  readonly day: number;
  readonly list: number;
  readonly cost: number;
}

export interface BomLine {
  readonly component: Product;
  readonly quantity: number;
  /** Percent. */
  readonly scrap: number;
}

/** A product: what it is, and its stock as the simulated days go by. Money in cents of CNY, quantities whole units. */
export interface Product {
  readonly no: number;
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameZh: string;
  readonly category: string;
  readonly kind: ProductKind;
  readonly uom: string;
  readonly make: boolean;
  readonly leadDays: number;
  readonly launch: number;
  readonly end: number;
  /** Share in the draw of order lines. */
  readonly weight: number;
  readonly steps: readonly PriceStep[];
  readonly bom: BomLine[];
  readonly vendor: number;
  /** Share of demand served from the southern warehouse. */
  readonly south: number;
  list: number;
  cost: number;
  readonly onHand: [number, number];
  onOrder: number;
  openDemand: number;
  dailyMean: number;
  today: number;
}

interface Category {
  readonly en: string;
  readonly zh: string;
  readonly kind: ProductKind;
  readonly share: number;
  /** CNY. */
  readonly price: number;
  readonly prefix: string;
  readonly weight: number;
}

const categories: readonly Category[] = [
  { en: 'Pumps', zh: '泵', kind: 'finished', share: 0.12, price: 3200, prefix: 'PU', weight: 1.1 },
  { en: 'Valves', zh: '阀门', kind: 'finished', share: 0.13, price: 620, prefix: 'VA', weight: 1.5 },
  { en: 'Motors', zh: '电机', kind: 'finished', share: 0.09, price: 2100, prefix: 'MO', weight: 1 },
  { en: 'Gearboxes', zh: '减速机', kind: 'finished', share: 0.07, price: 2700, prefix: 'GE', weight: 0.7 },
  { en: 'Controllers', zh: '控制器', kind: 'finished', share: 0.07, price: 1500, prefix: 'CO', weight: 0.9 },
  { en: 'Sensors', zh: '传感器', kind: 'finished', share: 0.09, price: 340, prefix: 'SE', weight: 1.3 },
  { en: 'Filters', zh: '过滤器', kind: 'trade', share: 0.07, price: 180, prefix: 'FI', weight: 1.2 },
  { en: 'Accessories', zh: '附件', kind: 'trade', share: 0.08, price: 90, prefix: 'AC', weight: 1.3 },
  { en: 'Spare Parts', zh: '备件', kind: 'spare', share: 0.12, price: 420, prefix: 'SP', weight: 0.2 },
  { en: 'Components', zh: '零部件', kind: 'component', share: 0.16, price: 120, prefix: 'CP', weight: 0 },
];

const qualities = [
  ['Compact', '紧凑型'], ['Heavy', '重载型'], ['Standard', '标准型'], ['Precision', '精密型'],
  ['Hygienic', '卫生级'], ['Stainless', '不锈钢'], ['High-Flow', '大流量'], ['Eco', '节能型'],
] as const; // prettier-ignore
const nouns: Record<string, readonly [string, string]> = {
  Pumps: ['Pump', '泵'], Valves: ['Valve', '阀'], Motors: ['Motor', '电机'], Gearboxes: ['Gearbox', '减速机'],
  Controllers: ['Controller', '控制器'], Sensors: ['Sensor', '传感器'], Filters: ['Filter', '过滤器'],
  Accessories: ['Mounting Kit', '安装套件'], 'Spare Parts': ['Seal Set', '密封组件'], Components: ['Casting', '铸件'],
}; // prettier-ignore
const parts = [
  ['Casting', '铸件', 'pcs'], ['Shaft', '轴', 'pcs'], ['Bearing', '轴承', 'pcs'], ['Copper Wire', '铜线', 'kg'],
  ['Steel Sheet', '钢板', 'kg'], ['Circuit Board', '电路板', 'pcs'], ['Cable', '电缆', 'm'], ['Fastener Set', '紧固件', 'set'],
] as const; // prettier-ignore

/** Size of the catalogue: it grows slowly with the company. */
export const productCount = (scale: number): number =>
  Math.round(scale >= 1 ? 300 * (1 + 0.35 * Math.log10(scale)) : Math.max(40, 300 * Math.sqrt(scale)));

/** The catalogue with bills of material two levels deep (finished → subassembly → component). */
export function makeProducts(seed: number, scale: number): Product[] {
  const total = productCount(scale);
  const products: Product[] = [];
  for (const category of categories) {
    const count = Math.max(3, Math.round(total * category.share));
    for (let i = 0; i < count; i++) {
      const kind = category.kind === 'component' && i % 3 === 0 ? 'subassembly' : category.kind;
      products.push(makeProduct(seed, products.length, category, kind, i));
    }
  }
  const components = products.filter((one) => one.kind === 'component');
  const subassemblies = products.filter((one) => one.kind === 'subassembly');
  for (const product of subassemblies) addBom(seed, product, components, 3, 0.62);
  for (const product of products)
    if (product.kind === 'finished') addBom(seed, product, [...subassemblies, ...components], 4, 0.66);
  return products;
}

function makeProduct(seed: number, no: number, category: Category, kind: ProductKind, i: number): Product {
  const random = new Random(seed, 'product', no);
  const made = kind === 'finished' || kind === 'subassembly';
  const factor = kind === 'subassembly' ? 2.6 : 1;
  const list = Math.round(category.price * factor * random.lognormal(0.55) * 10) * 10;
  const cost = Math.round(list * random.range(0.55, 0.66));
  const steps: PriceStep[] = [{ day: 0, list, cost }];
  for (const date of ['2024-01-01', '2025-01-01', '2025-07-01', '2026-01-01']) {
    if (!random.chance(date.endsWith('07-01') ? 0.25 : 0.65)) continue;
    const last = at(steps, steps.length - 1);
    const up = random.range(0.005, 0.045);
    const listUp = Math.round((last.list * (1 + up)) / 10) * 10;
    steps.push({
      day: dayOf(date),
      list: listUp,
      cost: Math.round(last.cost * (1 + up * random.range(0.5, 1.4))),
    });
  }
  const [quality, qualityZh] = at(qualities, i % qualities.length);
  const part = at(parts, i % parts.length);
  const noun = kind === 'component' ? part : (nouns[category.en] ?? ['Item', '件']);
  const series = 100 + 20 * Math.floor(i / qualities.length) + 5 * (i % 4);
  const sold = kind !== 'component' && kind !== 'subassembly';
  const life = random.next();
  const launch = sold && life < 0.12 ? random.between(90, 900) : -random.between(200, 3000);
  const end = sold && life > 0.92 ? random.between(300, 1000) : dayCount + 400;
  const name =
    kind === 'component' ? `${noun[0]} ${series}` : `${quality} ${noun[0]} ${category.prefix}${series}`;
  const named =
    kind === 'subassembly'
      ? [`Subassembly ${series}`, `组件 ${series}`]
      : [name, kind === 'component' ? `${noun[1]} ${series}` : `${qualityZh}${noun[1]} ${series}`];
  return {
    no,
    id: odooId('product_product', no + 1),
    code: `${category.prefix}-${String(1000 + i * 7)}`,
    name: at(named, 0),
    nameZh: at(named, 1),
    category: category.en,
    kind,
    uom: kind === 'component' ? part[2] : category.en === 'Accessories' ? 'set' : 'pcs',
    make: made,
    leadDays: made
      ? random.between(4, 9)
      : kind === 'spare'
        ? random.between(15, 35)
        : random.between(10, 24),
    launch,
    end,
    weight: sold ? category.weight * random.lognormal(0.8) : 0,
    steps,
    bom: [],
    vendor: random.int(1000),
    south: random.range(0.22, 0.4),
    list,
    cost,
    onHand: [0, 0],
    onOrder: 0,
    openDemand: 0,
    dailyMean: 0,
    today: 0,
  };
}

/** Fills a bill of material so that the components cost about `share` of the product. */
function addBom(
  seed: number,
  product: Product,
  from: readonly Product[],
  lines: number,
  share: number,
): void {
  const random = new Random(seed, 'bom', product.no);
  const chosen = new Set<Product>();
  const wanted = random.between(2, lines);
  for (let tries = 0; chosen.size < wanted && tries < 200; tries++) {
    const component = random.pick(from);
    if (component.cost < product.cost * 0.6) chosen.add(component);
    if (tries > 60 && chosen.size > 0) break;
  }
  if (chosen.size === 0) chosen.add(from.reduce((low, one) => (one.cost < low.cost ? one : low)));
  for (const component of chosen) {
    const quantity = Math.max(1, Math.round((product.cost * share) / chosen.size / component.cost));
    product.bom.push({ component, quantity, scrap: random.chance(0.4) ? random.between(1, 4) : 0 });
  }
}

/** Whether a product is on sale on a day. */
export const onSale = (product: Product, day: number): boolean => day >= product.launch && day < product.end;

/** First and last day on sale as dates; the last is empty while it goes on. */
export const lifeOf = (product: Product): readonly [string, string] => [
  dateOf(product.launch),
  product.end < dayCount ? dateOf(product.end) : '',
];

import { lastDay, firstExtractDay, zoneStampOf } from './calendar.ts';
import { inQuotes } from './csv-text.ts';
import type { LineFile } from './extract-writer.ts';
import type { Product } from './products.ts';
import { Random } from './random.ts';
import { salesforceId } from './record-id.ts';
import type { World } from './world.ts';

/** What sales sells and the ERP does not keep. */
const services = [
  ['SV-COMM', 'Commissioning on site 现场调试'],
  ['SV-MAINT', 'Maintenance contract, one year 年度维保合同'],
  ['', 'Operator training 操作培训'],
  ['SV-RENT', 'Rental pump, weekly 水泵周租'],
] as const;

/**
 * Product2: the CRM's own list of what can be sold, kept by hand. Most codes are the ERP's, some are missing or mistyped.
 * Written last and drawn from a stream of its own, so that no other file depends on it.
 * @param truth which product of the ERP each stands for; empty = none
 */
export function writeCrmProducts(world: World, truth: LineFile): void {
  truth.write('crm_product_id,erp_product_id\n');
  const codes = new Set(world.products.map(({ code }) => code));
  let number = 0;
  const write = (
    code: string,
    name: string,
    more: Partial<Record<'family' | 'unit', string>>,
    day: number,
    isActive: boolean,
  ): string => {
    const id = salesforceId('01t', ++number);
    const stamp = zoneStampOf(day, 9000 + (number % 3600));
    world.writer.row('crmProduct', day > firstExtractDay ? '2026-06' : '', [
      id, '0', inQuotes(name), code, isActive ? '1' : '0', more.family ?? '', more.unit ?? '', stamp, stamp, stamp,
    ]); // prettier-ignore
    return id;
  };
  for (const product of world.products) {
    if (product.weight === 0 || product.launch > lastDay) continue;
    const random = new Random(world.seed, 'crm product', product.no);
    if (random.chance(0.04)) continue;
    const unit = random.chance(0.1) ? (random.chance(0.7) ? product.uom : 'box') : '';
    const id = write(
      typedCode(random, product.code, codes),
      typedName(random, product),
      { family: product.category, unit },
      Math.max(-900, product.launch - random.between(0, 20)),
      product.end > lastDay || random.chance(0.4),
    );
    truth.write(`${id},${product.id}\n`);
  }
  for (const [code, name] of services)
    truth.write(`${write(code, name, { family: 'Services' }, -700, true)},\n`);
}

/** A code as typed: right nearly always, else forgotten, in another spelling, or with a slip that is no other code. */
function typedCode(random: Random, code: string, codes: ReadonlySet<string>): string {
  const roll = random.next();
  if (roll < 0.82) return code;
  if (roll < 0.88) return '';
  if (roll < 0.94) return random.chance(0.5) ? code.toLowerCase() : code.replace('-', ' ');
  const at = 3 + random.int(code.length - 4);
  const slip = code.slice(0, at) + code.charAt(at + 1) + code.charAt(at) + code.slice(at + 2);
  return slip === code || codes.has(slip) ? `${code}O` : slip;
}

/** A name as sales types it: the ERP's, in either language, without its series, or in capitals. */
function typedName(random: Random, { name, nameZh }: Product): string {
  const roll = random.next();
  if (roll < 0.55) return name;
  if (roll < 0.7) return `${name} ${nameZh}`;
  if (roll < 0.8) return name.toUpperCase();
  if (roll < 0.9) return nameZh;
  return name.split(' ').slice(0, -1).join(' ');
}

import { describe, expect, it } from 'vitest';
import { columnRole, type ColumnFacts, type ColumnRole } from './column-kind.ts';
import { columnWords, subjectOf, subjectsOf } from './column-names.ts';
import { namesMaker, numbersGoods, titlesGoods } from './goods-columns.ts';
import { columnFacts } from '../../../../tests/support/column-facts.ts';

const digits = { numbers: 1, digits: 1 };
const look: Partial<Record<ColumnRole, Partial<ColumnFacts>>> = {
  text: { words: 3, mixed: 0.9 },
  identifier: digits,
  number: { numbers: 1 },
};

/** What shops and stock systems call the columns of their lists of goods. */
const headings: Readonly<Record<string, Readonly<Record<string, ColumnRole>>>> = {
  German: { 'Art.-Nr.': 'identifier', Bezeichnung: 'text', EAN: 'identifier', Hersteller: 'company_name', Preis: 'number' },
  'German in one word': { Artikelnummer: 'identifier', Artikelname: 'text', Marke: 'company_name', Strichcode: 'identifier' },
  shop: { sku: 'identifier', title: 'text', gtin: 'identifier', brand: 'company_name' },
  'shop with variants': { 'Variant SKU': 'identifier', Title: 'text', Vendor: 'company_name', 'Variant Barcode': 'identifier', 'Variant Price': 'number' },
  English: { 'Item No.': 'identifier', 'Item Description': 'text', Manufacturer: 'company_name', 'UPC Code': 'identifier' },
  SAP: { MATNR: 'identifier', MAKTX: 'text', EAN11: 'identifier' },
  French: { 'Code article': 'identifier', Désignation: 'text', Marque: 'company_name', Prix: 'number' },
  Spanish: { 'Código de artículo': 'identifier', Denominación: 'text', Fabricante: 'company_name', Precio: 'number' },
  Italian: { 'Codice articolo': 'identifier', Denominazione: 'text', Produttore: 'company_name', Prezzo: 'number' },
  Dutch: { Artikelnummer: 'identifier', Omschrijving: 'text', Merk: 'company_name' },
  Chinese: { 货号: 'identifier', 品名: 'text', 条码: 'identifier', 厂家: 'company_name' },
  'Chinese stock': { 物料编码: 'identifier', 物料名称: 'text', 生产厂家: 'company_name', 价格: 'number' },
}; // prettier-ignore

describe('[LINK-47] columns of lists of goods', () => {
  it.each(Object.entries(headings))('%s', (_, named) => {
    const subject = subjectOf(Object.keys(named));
    expect(subject).toBe('goods');
    const found = Object.entries(named).map(([name, as]) => [
      name,
      columnRole(columnFacts(name, look[as]), subject),
    ]);
    expect(Object.fromEntries(found)).toEqual(named);
  });

  it('goods made for women or for men are goods, persons who bought a product are persons', () => {
    expect(subjectOf(['sku', 'title', 'brand', 'gender', 'size', 'price'])).toBe('goods');
    expect(subjectOf(['货号', '品名', '品牌', '性别', '价格'])).toBe('goods');
    expect(subjectOf(['name', 'gender', 'city', 'product'])).toBe('persons');
    expect(subjectOf(['first name', 'gender', 'product', 'price', 'sku'])).toBe('persons');
    expect(subjectOf(['name', 'sex', 'age'])).toBe('persons');
  });

  it.each(['size', 'Colour', 'color', 'Größe', 'Farbe', 'taille', '尺码', '颜色'])(
    '%s is a category of goods',
    (name) => {
      expect(columnRole(columnFacts(name, { words: 1, distinct: 6 }), 'goods')).toBe('category');
    },
  );

  it('each heading speaks of one of them at most', () => {
    for (const name of Object.values(headings).flatMap((named) => Object.keys(named))) {
      const words = columnWords(name);
      expect(
        [numbersGoods, titlesGoods, namesMaker].filter((speaks) => speaks(words)).length,
        name,
      ).toBeLessThan(2);
    }
  });

  it('a code of goods is no number of a customer, a title of them none of a person', () => {
    expect(['Kundennr', 'order_no', 'phone number', 'Preis'].map(columnWords).some(numbersGoods)).toBe(false);
    expect(['Beschreibung', 'comment', 'brand name', 'Vorname'].map(columnWords).some(titlesGoods)).toBe(
      false,
    );
    expect(['Lieferant', 'supplier', 'Hersteller-Nr.'].map(columnWords).some(namesMaker)).toBe(false);
  });

  it('beside a list of goods one that says nothing is of goods too, one of firms or persons is not', () => {
    const goods = ['sku', 'title'];
    expect(subjectsOf([goods, ['Nr', 'Bezeichnung']])).toEqual(['goods', 'goods']);
    expect(subjectsOf([goods, ['Nr', 'Name', 'Ort']])).toEqual(['goods', 'anything']);
    expect(subjectsOf([goods, ['Vorname', 'Nachname']])).toEqual(['goods', 'persons']);
    expect(
      subjectsOf([
        ['Nr', 'Name'],
        ['id', 'name'],
      ]),
    ).toEqual(['anything', 'anything']);
  });
});

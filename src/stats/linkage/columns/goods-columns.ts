const goods =
  '(art|artikel|article|articulo|articolo|artigo|item|prod|product|produkt|produit|producto|prodotto|produto|mat|material|materiale|part|teile?|stock|style|merchandise)';
const number =
  '(no|nr|num|number|nummer|numero|code|codigo|codice|kode|ref|reference|referenz|referencia|schluessel)';

const numbers = new RegExp(
  [
    '(^|_)sku(_?(no|nr|num|number|code))?$|^asin\\d?$|^matnr$',
    `^${goods}s?_?(s_)?${number}$`,
    `^${number}_(d_|de_|del_|di_|do_|l_|dell_)?(l_)?${goods}$`,
    '^(商品|产品|物料|存货|货品|品目|sku)_?(编码|编号|代码|号码|号)$|^(货号|料号|品号)$',
  ].join('|'),
);

/** Whether a column's name, in words, is one of the number that a list gives its goods: `SKU`, `Art.-Nr.`, `item no`, `物料编码`. */
export const numbersGoods = (words: string): boolean => numbers.test(words);

const itself =
  /^(artikel|article|articulo|articolo|artigo|item|product|produkt|produit|producto|prodotto|produto|material|part|商品|产品|物料|存货)$/;

/** Whether a column is called as goods are: where it holds codes, these name them. */
export const namesGood = (words: string): boolean => itself.test(words);

const titles = new RegExp(
  [
    `^${goods}s?_?(name|title|titel|bezeichnung|benennung|kurztext|text|naam|nom|desc|description|beschreibung|omschrijving)$`,
    '^(name|title|titel|titre|titulo|titolo|bezeichnung|benennung|kurzbezeichnung|designation|libelle|denominacion|denominazione|nombre|nome|nom|naam|benaming|maktx|kurztext|material_?kurztext)(_?\\d)?$',
    `^(nom|nombre|nome|designation|libelle|denominacion|denominazione|descripcion|descrizione)_(du_|de_|del_|di_|do_|l_|dell_)?(l_)?${goods}$`,
    '^(商品|产品|物料|存货|货品)?(名称|名|品名|标题)$',
  ].join('|'),
);

/** Whether a column's name is one of what goods are called, not of what else is written of them. */
export const titlesGoods = (words: string): boolean => titles.test(words) || namesGood(words);

const model =
  /(^|_)(model|modell|modele|modelo|modello|type|typ|part|mfr_part|mfg_part|manufacturer_part|hersteller_(teile|artikel))_?(no|num|nr|number|nummer|numero|code)$|^(mpn|hersteller(teile|artikel)?_?(nr|nummer))$|型号|规格型号/;

/** Whether a column's name is one of the number that a maker gives what he makes: `model no`, `MPN`, `型号`. */
export const numbersModels = (words: string): boolean => model.test(words);

const maker =
  /(^|_)(brand|manufacturer|maker|mfr|mfg|vendor|hersteller|marke|fabrikat|fabrikant|marque|fabricant|marca|fabricante|produttore|merk|producent)s?(_?name|_?nom)?$|^(nom|nombre|nome)_(de_la_|du_|del_|de_|da_|della_)?(marque|fabricant|marca|fabricante|produttore)$|品牌|厂家|厂商|制造商|生产商/;

/** Whether a column's name is one of who makes goods, or of the brand they bear. */
export const namesMaker = (words: string): boolean => maker.test(words);

import type { FieldKind } from '../field-kind.ts';
import { namesGood, namesMaker, numbersGoods } from './goods-columns.ts';

/** A name in lower-case words without accents: `givenName`, `Given-Name` and `given_name` are one, `客户ID` is two. */
export const columnWords = (name: string): string =>
  name
    .replaceAll(/([\p{Ll}\p{Lo}\d])(\p{Lu})/gu, '$1_$2')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '');

/** Words of one of these, whole. */
const word = (...words: readonly string[]): string => `(^|_)(${words.join('|')})(_|$)`;
const any = (...patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'));

/** What a name's last word says of a column, whatever stands before it: PASSPORT_COUNTRY holds countries, ADDR_TYPE types. */
const byLastWord: readonly (readonly [RegExp, FieldKind])[] = [
  [/_(country|nation)(_(code|iso\d?))?$|^country_region$/, 'country'],
  [/_(city|town|suburb|locality|municipality)$/, 'city'],
  [
    /_(type|kind|status|state|state_?or_?province|province|region|county|gender|sex|category|class|segment|industry)(_code)?$/,
    'category',
  ],
];

/** What columns are called in English, Chinese, German, French, Spanish, Italian, Portuguese and Dutch. */
const byName: readonly (readonly [RegExp, FieldKind])[] = [
  [
    any('e_?mail', '(^|_)mail(adres|box|s?(_|$))', 'courriel|(^|_)smtp', word('correo'), '邮箱|电子邮件'),
    'email',
  ],
  [
    any(
      'phone|telefon|mobile|movil|celular',
      '(^|_)tel(_|$|e|nr|f\\d?)|(^|_)fax|(^|_)cell',
      word('mob', 'mobil', 'handy', 'portable', 'fon', 'festnetz', 'rufnummer'),
      '电话|手机|传真|座机|联系方式',
    ),
    'phone',
  ],
  [
    any(
      'soc_?sec|national_?id|passport|licen[cs]e|isbn|issn|gtin|siret|siren|regist.*(no|num|id)',
      'versicherungsn|steuern|ust_?id|securite_sociale|seguridad_social|codice_fiscale|partita_iva',
      '(^|_)(ssn|tax|duns|iban|ean|upc|sku|nhs|nino|gstin|stceg)|bar_?code|strichcode',
      '(^|_)reg_(no|num|nr|id)',
      '(model|part)_?(no|num|nr)',
      word(
        'vat',
        'ein',
        'tin',
        'nss',
        'nif',
        'cif',
        'rfc',
        'cpf',
        'cnpj',
        'rut',
        'tva',
        'bsn',
        'kv_?k',
        'btw',
      ),
      '税号|信用代码|纳税人|身份证|社保号|证件号|型号|条形?码',
    ),
    'identifier',
  ],
  [
    any(
      '(^|_)(dob|d_o_b|birth.*|born|geb)(_|$)|birth_?da(y|te)|geb_?dat',
      word('gbdat', 'naiss', 'ddn', 'nee?_le'),
      'geburt|geboorte|naissance|nacimiento|nascita|nascimento',
      '出生|生日',
    ),
    'date',
  ],
  [any('(^|_)date', word('datum', 'fecha'), '日期'), 'event_date'],
  [
    any(
      '(first|given|fore|middle)_?name|(^|_)fname|name_(first|given|fore|middle)',
      '^(first|given|fore|middle)$',
      '(^|_)middle_?(initial|init)s?$',
      'vorname|rufname|prenom|voornaam|^(vorna|namev)$',
    ),
    'given_name',
  ],
  [
    any(
      'sur_?name|(last|family)_?name|(^|_)lname|name_(last|family|sur)|^(last|family)$',
      'nachname|familienname|zuname|achternaam|apellido|cognome|sobrenome|^nachn$',
      'nom_(de_famille|d_usage|de_naissance|marital|patronymique)|patronyme',
      '^姓(氏)?$',
    ),
    'surname',
  ],
  [
    any(
      'post_?(al_?)?code|postal|postleitzahl|pstlz|pin_?code|(^|_)(zip|plz|pcode)',
      word('c_?p', 'cap', 'cep'),
      '邮编|邮政编码',
    ),
    'postcode',
  ],
  [
    any('stra(ss|ß)e_((u|und)_)?(hnr|hs_?nr|haus_?(nr|nummer))', '(^|_)str_((u|und)_)?(hnr|hs_?nr|haus_?nr)'),
    'address',
  ],
  [
    any(
      '(street|house|building)_?(no|num|nr|number)',
      'haus_?nr|haus_?nummer|huisnummer|(^|_)(h|hs_?)nr(_|$)|(^|_)n(o|um|umero)?_de_(voie|rue)(_|$)',
      '门牌',
    ),
    'house_number',
  ],
  [any('web_?s(i|ei)te|homepage|(^|_)url|(^|_)domain', word('web'), '网址|网站'), 'domain'],
  [
    any(
      'addr|adres|anschrift|street|stra(ss|ß)e|straat|direccion|domicilio|indirizzo|endereco|(^|_)road|(^|_)line_?\\d',
      word('rue', 'voie', 'calle', 'via', 'rua', 'stras', 'str'),
      '地址|街道|住址|住所',
    ),
    'address',
  ],
  [
    any(
      'birth_?place|place_of_birth|wohnort|woonplaats',
      word(
        'city1?',
        'town',
        'suburb',
        'locality',
        'municipality',
        'ort(01)?',
        'stadt',
        'stad',
        'plaats',
        'gemeente',
        'gemeinde',
      ),
      word(
        'ville',
        'localite',
        'commune',
        'ciudad',
        'localidad',
        'poblacion',
        'municipio',
        'citta',
        'comune',
        'cidade',
      ),
      '城市|出生地',
    ),
    'city',
  ],
  [
    any('country', word('nation', 'nazione', 'land1?', 'staat', 'pays', 'pais', 'paese'), '国家|国籍'),
    'country',
  ],
  [
    any(
      word('state', 'province', 'region', 'county', 'gender', 'sex', 'type', 'status', 'category', 'genre'),
      word('cuisine', 'class', 'kind', 'industry', 'segment', 'occupation', 'branche'),
      word('bundesland', 'kanton', 'provincie', 'provincia', 'departement', 'departamento', 'estado'),
      word('geschlecht', 'geslacht', 'sexe', 'sexo', 'sesso'),
      word('salutation', 'anrede?', 'civilite', 'regio', 'gesch'),
      word(
        'size',
        'colou?r',
        'grosse',
        'farbe',
        'taille',
        'couleur',
        'talla',
        'taglia',
        'colore',
        'maat',
        'kleur',
      ),
      '省|性别|类型|类别|行业|尺码|尺寸|颜色',
    ),
    'category',
  ],
  [
    any(
      'company|organi[sz]ation|account|business|employer|supplier|vendor|manufacturer|(^|_)(firm|brand)',
      '(customer|client|legal|trade|trading)_?name',
      'unternehmen|lieferant|kundenname|entreprise|raison_sociale|fournisseur|empresa|razon_social|proveedor',
      'azienda|ragione_sociale|fornitore|bedrijf',
      word('org', 'kunde', 'societe', 'marke', 'marque', 'marca'),
      '公司|客户名|企业|供应商|品牌|单位名',
    ),
    'company_name',
  ],
  [any('name_suffix|generation', '^suffix$'), 'generation'],
  [
    any(
      'full_?name|name_full|name_text|person|contact|ansprechpartner',
      'nom_complet|nombre_completo|nome_completo',
      '姓名|联系人',
    ),
    'full_name',
  ],
  [
    any(
      'price|amount|(^|_)(year|age|qty|quantity|lat|lng|lon|latitude|longitude)(_|$)',
      word(
        'preis',
        'betrag',
        'menge',
        'jahr',
        'prix',
        'montant',
        'annee',
        'precio',
        'importe',
        'prezzo',
        'preco',
      ),
      '年份|价格|金额|数量',
    ),
    'number',
  ],
  [
    any(
      'title|descr|author|artist|(^|_)venue|journal|abstract|comment|product|album|song',
      word('titel', 'titre', 'titulo', 'titolo', 'autor', 'auteur', 'autore', 'beschreibung', 'artikel'),
      '标题|作者|描述|商品|产品',
    ),
    'text',
  ],
];

/** Names that say a part of a person's name where another column says the other part; else they are just names. */
const givenBeside = /^(nombres?|nomes?|名|名字|mi|m_i|initials?|voorletters?|initialen|iniciales?|iniziali)$/;
const surnameBeside = /^(nom|naam)$/;

const numbered = any(
  '(^|_)(customer|client|account|partner|vendor|supplier|member|contact)_?(no|num|nr|number|code|ref)$',
  '^(kunden|kd|debitor|kreditor|lieferanten|mitglieds|klant)_?(nr|nummer|no)$|^(kunnr|lifnr|parnr)$',
  '^(code|codigo|codice|no?|numero)_(client|cliente|fournisseur|proveedor|fornitore)$',
  '^(nr|no|ref)$|^(客户|供应商|会员|往来单位)?(编码|编号|代码)$',
);

/** Whether a column's name is one of a number that a list gives its records. */
export function namesNumber(name: string): boolean {
  const words = columnWords(name);
  return numbered.test(words) || numbersGoods(words);
}

const anyonesName = any(
  '^(full_?)?name(_?\\d)?$|(^|_)(nom|naam|nombre|nome|nominativo|bezeichnung)$|名称|^(名|名字)$',
  '(customer|client|account|partner|member|party|debtor)_?name|^(customer|client|account|kunde|klant|cliente?)$',
  'kundenname|klantnaam|nom_client|nombre_cliente|nome_cliente|客户名|客户$',
);

/** Whether a column's name is one of names of persons or companies alike, which only its values tell. */
export const namesAnyone = (name: string): boolean => anyonesName.test(columnWords(name));

const record =
  /^(cust|customer|client|cliente?|klant|kd|kunde|partner|bpartner|account|acct|konto|member|mitglied|contact|lead|user|patient|supplier|vendor|fournisseur|proveedor|fornitore|lieferant|debitor|kreditor|party|客户|会员|供应商|往来单位)$/;

/** Whether a column is called as what its list is of: where it holds codes, these name the records. */
export function namesRecord(name: string): boolean {
  const words = columnWords(name);
  return record.test(words) || namesGood(words);
}

/** The number of a line of a name, and what stands before it: `NAME1`, `NAME_ORG2`. */
export function nameLine(name: string): { readonly of: string; readonly line: 1 | 2 } | undefined {
  const [, of = '', line] = /^(.*?name(?:_org)?)_?([12])$/.exec(columnWords(name)) ?? [];
  return line === undefined ? undefined : { of, line: line === '1' ? 1 : 2 };
}

/** What records are of, as far as the columns' names tell. */
export type Subject = 'persons' | 'goods' | 'anything';

/** The kind that a column's name speaks of, of those its values `mayHold`. */
export function kindNamed(
  name: string,
  subject: Subject,
  mayHold: (kind: FieldKind) => boolean,
): FieldKind | undefined {
  if (subject === 'persons' && givenBeside.test(name)) return 'given_name';
  if (subject === 'persons' && surnameBeside.test(name)) return 'surname';
  if (subject === 'goods' && numbersGoods(name)) return 'identifier';
  if (subject === 'goods' && namesMaker(name)) return 'company_name';
  return [...byLastWord, ...byName].find(([pattern, kind]) => pattern.test(name) && mayHold(kind))?.[1];
}

/** Whether a column's name has words for a kind, whatever else it speaks of: `PLZ Ort` has some for two. */
export function saysKind(name: string, kind: FieldKind): boolean {
  const words = columnWords(name);
  return byName.some(([pattern, of]) => of === kind && pattern.test(words));
}

const ofPersons = any(
  '(first|given|fore|last|family|sur)_?name|name_(first|given|fore|last|family|sur)|birth',
  'vorname|rufname|nachname|zuname|familienname|^(vorna|nachn|namev)$|geb_?dat|(^|_)(gbdat|naiss|nee?_le)(_|$)',
  'patronyme|nom_de_famille|prenom|voornaam|achternaam|apellido|cognome|sobrenome',
  'geburt|geboorte|naissance|nacimiento|nascita|nascimento',
  word('dob', 'd_o_b', 'birth', 'geb'),
  '^姓(氏)?$|姓名|出生|生日',
);

/** Of persons mostly, and of what is made for women or for men. */
const ofSexes = any(word('gender', 'sex', 'geschlecht', 'geslacht', 'sexe', 'sexo', 'sesso'), '性别');

const ofGoods = any(
  word('price', 'brand', 'sku', 'ean', 'upc', 'gtin', 'model', 'isbn'),
  word('preis', 'marke', 'prix', 'marque', 'precio', 'marca', 'prezzo', 'preco'),
  word('product', 'article', 'artikel', 'articulo', 'articolo', 'produit', 'producto', 'prodotto'),
  'model_?(no|num|nr)|价格|品牌|型号|产品|商品|物料',
);
const codesOfGoods = /(^|_)(ean|gtin|upc)_?(\d+|a|code)?(_|$)|bar_?code|strichcode|条形?码/;
const isOfGoods = (words: string): boolean =>
  ofGoods.test(words) || numbersGoods(words) || codesOfGoods.test(words);

/** So many columns of goods say more than one of sexes does. */
const surelyGoods = 2;

export function subjectOf(names: readonly string[]): Subject {
  const words = names.map(columnWords);
  if (words.some((each) => ofPersons.test(each))) return 'persons';
  const goods = words.filter(isOfGoods).length;
  if (goods < surelyGoods && words.some((each) => ofSexes.test(each))) return 'persons';
  return goods > 0 ? 'goods' : 'anything';
}

/** What lists have of persons and firms, and of goods seldom. */
const ofParties: ReadonlySet<FieldKind | undefined> = new Set([
  'email',
  'phone',
  'address',
  'postcode',
  'city',
  'given_name',
  'surname',
  'full_name',
  'company_name',
]);
const isParty = (name: string): boolean => {
  const words = columnWords(name);
  return !namesMaker(words) && ofParties.has(kindNamed(words, 'anything', () => true));
};

/** What each of several lists is of, by the names of its columns: beside a list of goods one that says nothing, nor speaks of persons or firms, is of goods too. */
export function subjectsOf(lists: readonly (readonly string[])[]): Subject[] {
  const found = lists.map(subjectOf);
  return found.map((subject, at) =>
    subject === 'anything' && found.includes('goods') && !(lists[at] ?? []).some(isParty) ? 'goods' : subject,
  );
}

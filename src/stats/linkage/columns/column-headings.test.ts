import { describe, expect, it } from 'vitest';
import { columnRole, type ColumnFacts, type ColumnRole } from './column-kind.ts';
import { subjectOf } from './column-names.ts';
import { columnFacts } from '../../../../tests/support/column-facts.ts';

/** Cells that any kind may have but for what a name must be borne out by: a day in a date's, two words in a whole name's. */
const facts = (name: string, as: ColumnRole): ColumnFacts =>
  columnFacts(name, {
    words: as === 'full_name' ? 2 : 1.4,
    emails: as === 'email' ? 1 : 0,
    dates: as === 'date' ? 1 : 0,
    numbers: as === 'number' ? 1 : 0,
    mixed: as === 'identifier' ? 1 : 0,
  });

/** What systems and people call the columns of the lists they hand out. */
const headings: Readonly<Record<string, Readonly<Record<string, ColumnRole>>>> = {
  'Salesforce accounts': { Id: 'key', Name: 'company_name', AccountNumber: 'company_name', BillingStreet: 'address', BillingCity: 'city', BillingState: 'category', BillingPostalCode: 'postcode', BillingCountry: 'country', Phone: 'phone', Website: 'domain', AnnualRevenue: 'number', OwnerId: 'key' },
  'Salesforce contacts': { AccountId: 'key', FirstName: 'given_name', LastName: 'surname', MailingStreet: 'address', MailingCity: 'city', MailingState: 'category', MailingPostalCode: 'postcode', MailingCountry: 'country', MobilePhone: 'phone', Email: 'email', Birthdate: 'date' },
  HubSpot: { 'Record ID': 'key', 'First Name': 'given_name', 'Last Name': 'surname', Email: 'email', 'Phone Number': 'phone', 'Street Address': 'address', City: 'city', 'State/Region': 'category', 'Postal Code': 'postcode', 'Country/Region': 'country', 'Company name': 'company_name', 'Company Domain Name': 'domain' },
  Odoo: { id: 'key', display_name: 'company_name', street: 'address', city: 'city', zip: 'postcode', phone: 'phone', mobile: 'phone', email: 'email', vat: 'identifier', parent_id: 'key' },
  SAP: { NAME1: 'company_name', STRAS: 'address', PSTLZ: 'postcode', ORT01: 'city', REGIO: 'category', LAND1: 'country', TELF1: 'phone', STCEG: 'identifier', SMTP_ADDR: 'email' },
  ERPNext: { customer_name: 'company_name', tax_id: 'identifier', email_id: 'email', mobile_no: 'phone', address_line1: 'address', pincode: 'postcode', gstin: 'identifier' },
  Dynamics: { accountid: 'key', fullname: 'full_name', firstname: 'given_name', lastname: 'surname', address1_line1: 'address', address1_city: 'city', address1_stateorprovince: 'category', address1_postalcode: 'postcode', emailaddress1: 'email', telephone1: 'phone', websiteurl: 'domain' },
  German: { Firma: 'company_name', Anrede: 'category', Vorname: 'given_name', Nachname: 'surname', Anschrift: 'address', 'Straße': 'address', Hausnummer: 'house_number', PLZ: 'postcode', Ort: 'city', Land: 'country', Mobil: 'phone', Handy: 'phone', 'E-Mail-Adresse': 'email', 'Geb.-Datum': 'date', 'USt-IdNr.': 'identifier', Webseite: 'domain' },
  French: { 'Raison sociale': 'company_name', 'Civilité': 'category', Nom: 'surname', 'Prénom': 'given_name', Adresse: 'address', 'Code postal': 'postcode', Ville: 'city', Portable: 'phone', Courriel: 'email', 'N° TVA': 'identifier', 'Date de naissance': 'date' },
  Spanish: { 'Razón social': 'company_name', Nombre: 'given_name', Apellidos: 'surname', 'Dirección': 'address', 'Población': 'city', 'Móvil': 'phone', 'Correo electrónico': 'email', 'Fecha de nacimiento': 'date' },
  Italian: { 'Ragione sociale': 'company_name', Nome: 'given_name', Cognome: 'surname', Indirizzo: 'address', CAP: 'postcode', 'Città': 'city', Nazione: 'country', Cellulare: 'phone', 'Partita IVA': 'identifier', 'Data di nascita': 'date' },
  Dutch: { Bedrijfsnaam: 'company_name', Voornaam: 'given_name', Achternaam: 'surname', Straat: 'address', Plaats: 'city', 'E-mailadres': 'email', 'KvK-nummer': 'identifier', 'BTW-nummer': 'identifier', Geboortedatum: 'date' },
  'SAP persons': { NAME_FIRST: 'given_name', NAME_LAST: 'surname', NAMEV: 'given_name', VORNA: 'given_name', NACHN: 'surname', NAME_TEXT: 'full_name', GEBDAT: 'date', GBDAT: 'date', BIRTHDT: 'date', GESCH: 'category', ANRED: 'category', STREET: 'address', HOUSE_NUM1: 'house_number', POST_CODE1: 'postcode', CITY1: 'city', TEL_NUMBER: 'phone', TELNR: 'phone' },
  'German registers': { Zuname: 'surname', Rufname: 'given_name', 'Name, Vorname': 'full_name', 'Vor- und Nachname': 'full_name', 'Geb.Dat.': 'date', 'Str.': 'address', 'Strasse/Hausnr': 'address', HsNr: 'house_number', 'Haus-Nr.': 'house_number', Gemeinde: 'city', Staat: 'country', Festnetz: 'phone', Rufnummer: 'phone', Ansprechpartner: 'full_name' },
  'French registers': { 'Nom de famille': 'surname', "Nom d'usage": 'surname', 'Nom de naissance': 'surname', Patronyme: 'surname', Prénoms: 'given_name', 'Né le': 'date', 'Date naiss.': 'date', 'N° de voie': 'house_number', Voie: 'address', Localité: 'city' },
  'French in one': { 'Nom et prénom': 'full_name', Sexe: 'category' },
  'Chinese registers': { 客户姓名: 'full_name', 单位名称: 'company_name', 联系方式: 'phone', 座机: 'phone', 移动电话: 'phone', 身份证号码: 'identifier', 住所: 'address', 家庭住址: 'address', 国籍: 'country', 出生年月: 'date' },
  Chinese: { 客户名称: 'company_name', 联系人: 'full_name', 手机号码: 'phone', 地址: 'address', 统一社会信用代码: 'identifier', 邮编: 'postcode', 城市: 'city', 邮箱: 'email', 出生日期: 'date' },
  'English census': { 'Last Name': 'surname', 'First Name': 'given_name', MI: 'given_name', 'House Number': 'house_number', Street: 'address' },
  'English initials': { Surname: 'surname', Forename: 'given_name', middle_initial: 'given_name', Initials: 'given_name' },
  English: { 'Family Name': 'surname', Forename: 'given_name', 'Mailing Address': 'address', Mail: 'email', Mob: 'phone', 'D.O.B.': 'date', Salutation: 'category', 'Company Reg No': 'identifier' },
}; // prettier-ignore

describe('[LINK-1] columns as systems call them', () => {
  it.each(Object.entries(headings))('%s', (_, named) => {
    const subject = subjectOf(Object.keys(named));
    const found = Object.entries(named).map(([name, as]) => [name, columnRole(facts(name, as), subject)]);
    expect(Object.fromEntries(found)).toEqual(named);
  });

  it('a customer number is compared as a code, and an address for mail is none of electronic mail', () => {
    expect(columnRole(facts('AccountNumber', 'identifier'), 'anything')).toBe('identifier');
    expect(columnRole(facts('E-Mail', 'city'), 'anything')).not.toBe('email');
  });
});

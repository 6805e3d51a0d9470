import { describe, expect, it } from 'vitest';
import { columnRole, type ColumnFacts } from './column-kind.ts';
import { subjectOf } from './column-names.ts';
import { columnFacts as facts } from '../../../../tests/support/column-facts.ts';

describe('[LINK-1] what a column holds', () => {
  it.each([
    [facts('dob', { dates: 1 }), 'date'],
    [facts('year_of_birth', { numbers: 1, distinct: 80 }), 'number'],
    [facts('date_of_birth', { dates: 1 }), 'date'],
    [facts('transaction_date', { dates: 1 }), 'event_date'],
    [facts('birth_place'), 'city'],
    [facts('surname', { words: 1.1 }), 'surname'],
    [facts('surname', { words: 2.1 }), 'full_name'],
    [facts('first_and_surname', { words: 2 }), 'full_name'],
    [facts('last_name_first_name', { words: 1.2 }), 'full_name'],
    [facts('price', { numbers: 1 }), 'number'],
    [facts('cluster'), 'truth'],
    [facts('record_id'), 'key'],
    [facts('编号'), 'key'],
    [facts('客户ID'), 'key'],
    [facts('lfd. Nr.'), 'key'],
    [facts('person', { numbers: 1, filled: 1_000, distinct: 1_000 }), 'key'],
    [facts('phone', { numbers: 1, filled: 1_000, distinct: 1_000 }), 'phone'],
  ] as const)('%o', (of, role) => {
    expect(columnRole(of, 'persons')).toBe(role);
  });

  it.each([
    ['PRIMARY_NAME_LAST', 'surname'],
    ['PRIMARY_NAME_FIRST', 'given_name'],
    ['last', 'surname'],
    ['PASSPORT_NUMBER', 'identifier'],
    ['PASSPORT_COUNTRY', 'country'],
    ['DRIVERS_LICENSE_STATE', 'category'],
    ['ADDR_TYPE', 'category'],
    ['PHONE_TYPE', 'category'],
    ['ADDR_CITY', 'city'],
    ['addressCountryCode', 'country'],
    ['address_zip', 'postcode'],
    ['street_number', 'house_number'],
  ] as const)('the last word says what %s holds: %s', (name, role) => {
    expect(columnRole(facts(name), 'persons')).toBe(role);
  });

  it.each([
    [['name', 'dob'], 'full_name'],
    [['name', 'price'], 'text'],
    [['name', 'city'], 'company_name'],
  ] as const)('a name among %o is a %s', (names, role) => {
    expect(columnRole(facts('name', { words: 3 }), subjectOf(names))).toBe(role);
  });

  it('what all rows say says nothing, but in a short list beside another', () => {
    const same = (rows: number): ColumnFacts => facts('surname', { rows, filled: rows, distinct: 1 });
    expect([1, 19, 20].map((rows) => columnRole(same(rows), 'persons'))).toEqual([
      'surname',
      'surname',
      'ignored',
    ]);
    expect(columnRole(same(19), 'persons', true)).toBe('ignored');
    expect(columnRole(facts('surname', { rows: 1, filled: 0, distinct: 0 }), 'persons')).toBe('ignored');
  });

  const kinds = [
    'given_name',
    'surname',
    'address',
    'city',
    'postcode',
    'date',
    'phone',
    'category',
    'identifier',
  ];
  it.each([
    ['FirstName', 'LastName', 'AddressLine1', 'Town', 'ZIP', 'DOB', 'Mobile', 'Gender', 'Tax no.'],
    ['名', '姓', '街道', '城市', '邮编', '出生日期', '手机', '性别', '身份证号'],
    ['Vorname', 'Nachname', 'Straße', 'Ort', 'PLZ', 'Geburtsdatum', 'Telefon', 'Geschlecht', 'Steuernummer'],
    [
      'Prénom',
      'Nom',
      'Rue',
      'Ville',
      'Code postal',
      'Né(e) le, naissance',
      'Téléphone',
      'Sexe',
      'Numéro de sécurité sociale',
    ],
    ['Nombre', 'Apellidos', 'Calle', 'Ciudad', 'C.P.', 'Fecha de nacimiento', 'Teléfono', 'Sexo', 'NIF'],
    [
      'Nome',
      'Cognome',
      'Indirizzo',
      'Città',
      'CAP',
      'Data di nascita',
      'Telefono',
      'Sesso',
      'Codice fiscale',
    ],
    ['Nome', 'Sobrenome', 'Endereço', 'Cidade', 'CEP', 'Data de nascimento', 'Telefone', 'Sexo', 'CPF'],
    [
      'Voornaam',
      'Achternaam',
      'Straat',
      'Woonplaats',
      'Postcode',
      'Geboortedatum',
      'Telefoon',
      'Geslacht',
      'BSN',
    ],
  ])('persons whose columns are called %s, %s …', (...names) => {
    const dated = (name: string): Partial<ColumnFacts> => ({ dates: name === names[5] ? 1 : 0 });
    expect(names.map((name) => columnRole(facts(name, dated(name)), subjectOf(names)))).toEqual(kinds);
  });

  const numbered = { numbers: 1, digits: 1, filled: 1_000, distinct: 1_000 };
  it('numbers of which no two rows have one name the rows of a table by itself; of two tables they may agree', () => {
    const of = facts('Kundennummer', numbered);
    expect([columnRole(of, 'persons', true), columnRole(of, 'persons')]).toEqual(['key', 'number']);
  });

  it.each([
    ['two rows have one', facts('Kundennummer', { ...numbered, distinct: 999 })],
    ['one is empty', facts('Kundennummer', { ...numbered, filled: 999, distinct: 999 })],
    ['not all are whole', facts('score', { ...numbered, digits: 0.9 })],
    ['its name says that it is an amount', facts('price', numbered)],
  ] as const)('not so where %s', (_, of) => {
    expect(columnRole(of, 'persons', true)).toBe('number');
  });

  it('a name that is part of another’s only beside it: Nom, Nombre, 名', () => {
    expect(['Nom', 'Nombre', '名'].map((name) => columnRole(facts(name), 'anything'))).toEqual(
      Array.from({ length: 3 }, () => 'company_name'),
    );
  });
});

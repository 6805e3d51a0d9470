import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameLikeness } from './name-likeness.ts';

describe('[GOLDEN-8] names of one mailbox', () => {
  it.each([
    ['Robert Smith', 'Smith, Robert'],
    ['Dr. Ann Lée', 'ann  lee'],
    ['Wei Wang', 'Wang Wei'],
    ['Xiao-Ming Wang', 'Wang Xiaoming'],
    ['王小明', '王小明'],
    ['王小明', '王小明先生'],
    ['王曉明', '王晓明'],
    ['', 'unknown'],
    ['info@c0.example', ''],
  ])('%s and %s are the same', (a, b) => {
    expect(nameLikeness(a, b)).toBe('same');
  });

  it.each([
    ['Bob Smith', 'Robert Smith'],
    ['Bob Smith', 'Smith, Robert J.'],
    ['R. Smith', 'Robert Smith'],
    ['J. Robert Smith', 'Robert Smith'],
    ['JP Moreau', 'Jean-Paul Moreau'],
    ['Alex Nowak', 'Alexandros Nowak'],
    ['Katherina Weber', 'Katherinna Weber'],
    ['Maria Garcia', 'Maria Garcia Lopez'],
    ['Anna Weber', 'Anna Moreau'],
    ['Robert Smith Jr.', 'Robert Smith'],
    ['Robert Smith Jr.', 'Bob Smith II'],
    ['Smith', 'Robert Smith'],
    ['Bob', 'Robert Smith'],
    ['王伟', '王玮'],
    ['王总', '王小明'],
    ['王小明', 'Xiaoming Wang'],
  ])('%s and %s may be one person', (a, b) => {
    expect(nameLikeness(a, b)).toBe('like');
  });

  it.each([
    ['Ann Lee', 'Bob Lee'],
    ['Ann Lee', 'Bob Ray'],
    ['Patrick Weber', 'Patricia Weber'],
    ['Mario Rossi', 'Maria Rossi'],
    ['R. Smith', 'Robert Jones'],
    ['R. Smith', 'A. Smith'],
    ['Robert Smith Jr.', 'Robert Smith Sr.'],
    ['Robert Smith I', 'Robert Smith II'],
    ['Smith Jr., Robert', 'Robert Smith III'],
    ['Smith', 'Robert Jones'],
    ['Wei Wang', 'Wen Wang'],
    ['王小明', '王大明'],
    ['王小明', '李小明'],
  ])('%s and %s are two people', (a, b) => {
    expect(nameLikeness(a, b)).toBe('apart');
  });

  it.each([
    ['', 'Ann Lee'],
    ['info@c0.example', 'Ann Lee'],
    ['王小明', 'David Wang'],
    ['Иван Петров', 'Ann Lee'],
  ])('%s and %s say nothing of each other', (a, b) => {
    expect(nameLikeness(a, b)).toBe('unsaid');
  });

  it('says the same whichever comes first, and the same of a name and itself', () => {
    const word = fc.constantFrom(
      'Ann',
      'Robert',
      'Bob',
      'R.',
      'Smith',
      'Lee',
      'Jr.',
      'II',
      'I',
      '王伟',
      'Dr.',
      ',',
      '',
    );
    const name = fc.array(word, { maxLength: 5 }).map((words) => words.join(' '));
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(nameLikeness(a, b)).toBe(nameLikeness(b, a));
        expect(nameLikeness(a, a)).toBe('same');
      }),
    );
  });
});

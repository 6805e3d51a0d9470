import type { FieldKind, LevelPrior } from '../field-kind.ts';

const level = (label: string, m: number, u: number): LevelPrior => ({ label, m, u });

/**
 * Levels of each kind from worst (0, different) to best, with the shares expected before any data is seen: judgement
 * from how such fields are kept in customer systems, not fitted to a data set. Estimation shrinks towards them, so
 * that a table of a hundred records is scored sensibly.
 */
export const levelPriors: Readonly<Record<FieldKind, readonly LevelPrior[]>> = {
  given_name: [
    level('different', 0.06, 0.937),
    level('similar', 0.045, 0.035),
    level('initial', 0.045, 0.015),
    level('short_form', 0.04, 0.003),
    level('close', 0.08, 0.005),
    level('same', 0.73, 0.005),
  ],
  surname: [
    level('different', 0.05, 0.966),
    level('similar', 0.04, 0.03),
    level('close', 0.09, 0.002),
    level('swapped', 0.02, 0.00001),
    level('same', 0.8, 0.002),
  ],
  full_name: [
    level('different', 0.05, 0.965),
    level('similar', 0.05, 0.03),
    level('shared_name', 0.07, 0.004),
    level('close', 0.14, 0.0005),
    level('short_form', 0.04, 0.0001),
    level('same', 0.65, 0.0005),
  ],
  // Jr, Sr, III: seldom said, and then it tells father from son.
  generation: [level('different', 0.03, 0.5), level('same', 0.97, 0.5)],
  company_name: [
    level('different', 0.05, 0.975),
    level('similar', 0.07, 0.02),
    level('shared_words', 0.13, 0.004),
    level('close', 0.15, 0.0005),
    level('same', 0.6, 0.0005),
  ],
  date: [
    level('different', 0.04, 0.957),
    level('near', 0.04, 0.04),
    level('one_digit', 0.07, 0.0027),
    level('same', 0.85, 0.0003),
  ],
  // Of something that happened, not of a person's birth: another book has it some days later.
  event_date: [
    level('different', 0.1, 0.86),
    level('near', 0.15, 0.12),
    level('close', 0.25, 0.017),
    level('same', 0.5, 0.003),
  ],
  phone: [
    level('different', 0.15, 0.9987),
    level('one_digit', 0.05, 0.0002),
    level('same_ending', 0.05, 0.0001),
    level('same', 0.75, 0.001),
  ],
  email: [
    level('different', 0.15, 0.994),
    level('similar', 0.07, 0.004),
    level('same_user', 0.06, 0.001),
    level('same', 0.72, 0.001),
  ],
  identifier: [
    level('different', 0.03, 0.99965),
    level('one_digit', 0.07, 0.00015),
    level('same', 0.9, 0.0002),
  ],
  address: [
    level('different', 0.1, 0.965),
    level('similar', 0.1, 0.03),
    level('shared_words', 0.08, 0.003),
    level('close', 0.17, 0.001),
    level('same', 0.55, 0.001),
  ],
  house_number: [level('different', 0.08, 0.9), level('one_digit', 0.1, 0.08), level('same', 0.82, 0.02)],
  city: [
    level('different', 0.08, 0.93),
    level('similar', 0.03, 0.03),
    level('close', 0.09, 0.01),
    level('same', 0.8, 0.03),
  ],
  postcode: [
    level('different', 0.06, 0.93),
    level('same_area', 0.05, 0.05),
    level('one_digit', 0.09, 0.01),
    level('same', 0.8, 0.01),
  ],
  country: [level('different', 0.02, 0.5), level('same', 0.98, 0.5)],
  category: [level('different', 0.08, 0.7), level('same', 0.92, 0.3)],
  number: [level('different', 0.1, 0.85), level('near', 0.15, 0.1), level('same', 0.75, 0.05)],
  domain: [level('different', 0.13, 0.987), level('same_site', 0.02, 0.003), level('same', 0.85, 0.01)],
  // In steps of the share that words in common have of what both texts tell: between different things each is rarer than the one before.
  text: [
    level('different', 0.06, 0.9151),
    level('few_words', 0.04, 0.06),
    level('some_words', 0.07, 0.018),
    level('half_words', 0.14, 0.005),
    level('most_words', 0.2, 0.0014),
    level('nearly_all_words', 0.2, 0.0004),
    level('same', 0.29, 0.002),
  ],
  tax_id: [
    level('different', 0.005, 0.3),
    level('unlike', 0.065, 0.6995),
    level('one_digit', 0.05, 0.0002),
    level('same_number', 0.06, 0.0001),
    level('same', 0.82, 0.0002),
  ],
  legal_form: [level('different', 0.06, 0.4), level('same_kind', 0.24, 0.3), level('same', 0.7, 0.3)],
  word_list: [level('different', 0.04, 0.93), level('shared', 0.06, 0.03), level('same', 0.9, 0.04)],
  // One field, because its parts go together: same street, same town, same country are not evidence thrice.
  postal_address: [
    level('different', 0.02, 0.55),
    level('same_country', 0.08, 0.4),
    level('shared_place', 0.07, 0.02),
    level('same_city', 0.13, 0.028),
    level('same_postcode', 0.05, 0.0012),
    level('same_house', 0.1, 0.0002),
    level('same_street', 0.15, 0.0003),
    level('same', 0.4, 0.0003),
  ],
  code_list: [
    level('different', 0.1, 0.998),
    level('close', 0.08, 0.001),
    level('shared', 0.22, 0.0005),
    level('same', 0.6, 0.0005),
  ],
  // Numbers of a series: one that says more of them (2004-1, 2004) is seldom another company, one that says others is.
  number_list: [level('different', 0.01, 0.95), level('shared', 0.14, 0.02), level('same', 0.85, 0.03)],
};

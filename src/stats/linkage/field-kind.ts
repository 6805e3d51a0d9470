/** What a field holds; it decides normal form, levels of agreement, priors and the atoms blocking may use. */
export const fieldKinds = [
  'given_name',
  'surname',
  'full_name',
  'generation',
  'company_name',
  'date',
  'event_date',
  'phone',
  'email',
  'identifier',
  'address',
  'house_number',
  'city',
  'postcode',
  'country',
  'category',
  'number',
  'domain',
  'text',
  'tax_id',
  'legal_form',
  'word_list',
  'number_list',
  'code_list',
  'postal_address',
] as const;

export type FieldKind = (typeof fieldKinds)[number];

/** One level of agreement: how often true matches (m) and random pairs (u) are expected on it. */
export interface LevelPrior {
  readonly label: string;
  readonly m: number;
  readonly u: number;
}

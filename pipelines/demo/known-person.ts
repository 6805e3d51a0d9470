import type { PersonName } from './person-names.ts';

/** A contact person as the CRM came to know it. */
export interface KnownPerson {
  readonly name: PersonName;
  readonly email: string;
  readonly phone: string;
  readonly title: string;
}

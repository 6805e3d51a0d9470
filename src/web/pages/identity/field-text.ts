import { t, tOr } from '../../state/locale.svelte.ts';

/** A field of a customer record in the reader's words; its own name where it has none. */
export const fieldText = (field: string): string =>
  tOr(`identity.field.${field}`, field.replaceAll('_', ' '));

/** How two values of a field compare, in the reader's words. */
export const levelText = (label: string): string =>
  tOr(`identity.level.${label}`, label.replaceAll('_', ' '));

/** A rule that brings records together (`name:token + postcode`) in the reader's words. */
export const ruleText = (rule: string): string =>
  rule === 'all'
    ? t('identity.rule.all')
    : rule
        .split(' + ')
        .map((atom) => {
          const [field = '', part] = atom.split(':');
          return part === undefined
            ? fieldText(field)
            : t('identity.rule.part', {
                field: fieldText(field),
                part: tOr(`identity.part.${part}`, part.replaceAll('_', ' ')),
              });
        })
        .join(' + ');

import { leadSourceText } from './lead-text.ts';
import { t, tOr } from './locale.svelte.ts';
import { stageName } from './stage-name.ts';

/** How a member of a dimension is called: unknown for NULL, our own word where we have one, else as in the data. */
export const memberText = (dimension: string, member: string | null): string =>
  member === null
    ? t('member.unknown')
    : dimension === 'lead_source'
      ? leadSourceText(member)
      : dimension === 'stage'
        ? stageName(member)
        : tOr(`member.${dimension}.${member}`, member);

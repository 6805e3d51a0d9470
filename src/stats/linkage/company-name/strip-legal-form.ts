import type { CompanyLexicon, LegalForm } from './lexicon.ts';

export interface Stripped {
  readonly core: readonly string[];
  readonly forms: readonly LegalForm[];
  /** Tokens after a form inside the name: most often the place of a branch. */
  readonly after: readonly string[];
}

const phraseAt = (tokens: readonly string[], from: number, length: number): string =>
  tokens.slice(from, from + length).join(' ');

/** Longest form that ends the tokens, starts them, or stands inside; one token of a name is always left. */
export function stripLegalForms(tokens: readonly string[], lexicon: CompanyLexicon): Stripped {
  const { entries, starts, ends } = lexicon.forms;
  const forms: LegalForm[] = [];
  let core = [...tokens];
  let after: string[] = [];
  const atEnd = (): boolean => {
    for (let length = Math.min(ends.get(core.at(-1) ?? '') ?? 0, core.length - 1); length >= 1; length--) {
      const form = entries.get(phraseAt(core, core.length - length, length));
      if (!form) continue;
      forms.push(form);
      core = core.slice(0, -length);
      return true;
    }
    return false;
  };
  const atStart = (): boolean => {
    for (let length = Math.min(starts.get(core[0] ?? '') ?? 0, core.length - 1); length >= 1; length--) {
      const form = entries.get(phraseAt(core, 0, length));
      if (form?.leads !== true) continue;
      forms.push(form);
      core = core.slice(length);
      return true;
    }
    return false;
  };
  const inside = (): boolean => {
    for (let from = 1; from < core.length - 1; from++)
      for (
        let length = Math.min(starts.get(core[from] ?? '') ?? 0, core.length - 1 - from);
        length >= 1;
        length--
      ) {
        const form = entries.get(phraseAt(core, from, length));
        if (form?.inside !== true) continue;
        forms.push(form);
        after = core.slice(from + length);
        core = core.slice(0, from);
        return true;
      }
    return false;
  };
  while (core.length > 1 && core[0] === 'the') core = core.slice(1);
  while (atEnd());
  while (atStart());
  if (inside()) while (atEnd());
  return { core, forms, after };
}

import { createRequire } from 'node:module';
import { isUnifiedCode } from './unified-code.ts';

// Required, not imported: it is hundreds of small files, and under a loader each imported one is asked for anew (1.2 s).
const { euVat, stdnum, validateEntity } = createRequire(import.meta.url)('stdnum') as typeof import('stdnum');

export interface NormalTaxId {
  /** Number without signs and country prefix, a bar, country, and + where its check holds or ? where it does not or none is known. */
  readonly taxId: string | undefined;
  /** False where the checks of its country fail; undefined where none is known. */
  readonly valid: boolean | undefined;
}

/** A tax number; `country` (ISO, two letters) where it is registered, which a prefix of the number itself overrules. */
export function normaliseTaxId(raw: string, country: string | undefined): NormalTaxId {
  const text = raw
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
  if (text.length < 5 || /^(.)\1*$/.test(text) || !/\d{3}/.test(text))
    return { taxId: undefined, valid: undefined };
  const prefix = /^([A-Z]{2})[A-Z0-9]{5,}/.exec(text)?.[1]?.replace(/^EL$/, 'GR');
  const prefixed = prefix !== undefined && (prefix === country || euVat[prefix] !== undefined);
  const own = prefixed ? text.slice(2) : text;
  const of = prefixed ? prefix : (country ?? '');
  if (stdnum[of] === undefined) return { taxId: `${own}|${of}?`, valid: undefined };
  const [bare, whole] = [validateEntity(of, own), validateEntity(of, text)];
  const unified = of === 'CN' && isUnifiedCode(own);
  const valid = bare.isValid === true || whole.isValid === true || unified;
  return {
    taxId: `${own}|${of}${valid ? '+' : '?'}`,
    valid: bare.checked || whole.checked ? valid : undefined,
  };
}

/** A word of ASCII letters and digits, joined by hyphens or not. */
const word = /[A-Z0-9]+(?:-[A-Z0-9]+)*/g;
/** So many of something: 1080p, 4 GB in one, 6-disc, 2-way. */
const measure = /^\d+[A-Z]{1,3}$|^\d+(?:-[A-Z]+)+$/;

/** What plugs, cables and media of any maker are called by. */
const standard =
  /^(?:\d+BASE[A-Z]*|HD15|DB\d{1,2}|RJ\d{1,2}|CAT\d[A-Z]?|MPEG\d|IEEE\d+[A-Z]?|DDR\d+|PC\d{3,5})$/;
/** Figures that hyphens join, so many of them, are a number of a maker; a year before them makes it a span or a day. */
const leastFigures = 7;
const ofYears = /^(?:19|20)\d\d-/;

/** Whether a word is a maker's or a house's number rather than a word or a measure. */
function isCode(written: string, bare: string): boolean {
  if (!/\d/.test(bare)) return false;
  if (!/[A-Z]/.test(bare))
    return bare.length >= (bare === written ? 5 : leastFigures) && !ofYears.test(written);
  return bare.length >= 4 && !measure.test(written) && !standard.test(bare);
}

/** Codes within the name of a product, without hyphens, each once and sorted; and what is left of the name. */
export function productCodes(name: string): { readonly codes: readonly string[]; readonly rest: string } {
  const codes = new Set<string>();
  const rest = name.replaceAll(new RegExp(word, 'gi'), (written) => {
    const upper = written.toUpperCase();
    const bare = upper.replaceAll('-', '');
    if (!isCode(upper, bare)) return written;
    codes.add(bare);
    return ' ';
  });
  return { codes: [...codes].sort(), rest: rest.replaceAll(/\s+/g, ' ').trim() };
}

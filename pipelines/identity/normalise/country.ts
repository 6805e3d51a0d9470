/** ISO code of a country written in any way that the reference table knows, or as the code itself. */
export function normaliseCountry(raw: string, aliases: ReadonlyMap<string, string>): string | undefined {
  const text = raw.normalize('NFKC').trim().toLowerCase();
  return aliases.get(text) ?? (/^[a-z]{2}$/.test(text) ? text.toUpperCase() : undefined);
}

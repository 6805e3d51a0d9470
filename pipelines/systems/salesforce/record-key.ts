const checksumAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';

/** The three characters that make a 15-character id safe where case is lost: one a block of five, by its capitals. */
function checksum(id: string): string {
  return [0, 5, 10]
    .map((at) => {
      let bits = 0;
      for (let bit = 0; bit < 5; bit++) if (/[A-Z]/.test(id.charAt(at + bit))) bits |= 1 << bit;
      return checksumAlphabet.charAt(bits);
    })
    .join('');
}

/** The 18-character form of a Salesforce id, or nothing when it is none. */
export function longId(id: string): string | undefined {
  if (!/^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$/.test(id)) return undefined;
  const long = id.slice(0, 15) + checksum(id.slice(0, 15));
  return id.length === 15 || long === id ? long : undefined;
}

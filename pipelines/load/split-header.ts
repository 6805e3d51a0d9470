/** The cells of one CSV record, quotes removed and doubled quotes undone, trimmed; duplicates become `Name (2)`. */
export function splitHeader(line: string, delimiter: string, quote: string): string[] {
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (quoted) {
      if (character !== quote) cell += character;
      else if (line[at + 1] === quote) cell += line[++at] ?? '';
      else quoted = false;
    } else if (quote !== '' && character === quote && cell === '') quoted = true;
    else if (character === delimiter) {
      cells.push(cell);
      cell = '';
    } else cell += character;
  }
  cells.push(cell);
  return distinct(
    cells.map((name) =>
      name
        .replace(/^\uFEFF/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  );
}

function distinct(names: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return names.map((name) => {
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

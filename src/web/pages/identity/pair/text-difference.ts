/** How much of a text is the other's too: the same letters, the same but for case, width, accents or signs, or others. */
export type DifferenceMark = 'same' | 'slight' | 'differs';

export interface MarkedPart {
  readonly text: string;
  readonly mark: DifferenceMark;
}

/**
 * `scripts`: written in scripts that have no letter in common, so that letters cannot be compared.
 * `spelling`: the same but for case, width, accents, spaces and signs.
 */
export type DifferenceVerdict =
  'none' | 'one_sided' | 'same' | 'spelling' | 'partly' | 'different' | 'scripts';

export interface TextDifference {
  readonly left: readonly MarkedPart[];
  readonly right: readonly MarkedPart[];
  readonly verdict: DifferenceVerdict;
}

interface Token {
  readonly text: string;
  /** What is compared; empty for spaces and signs. */
  readonly folded: string;
}

const ideograph = /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u;

const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** Words of alphabets and numbers as a whole, ideographs one by one, all else as it stands between them. */
const tokensOf = (text: string): Token[] =>
  (
    text.match(
      /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|(?:(?!\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul})[\p{L}\p{M}\p{N}])+|[^\p{L}\p{M}\p{N}]+/gu,
    ) ?? []
  ).map((token) => ({ text: token, folded: fold(token) }));

/** Longest common subsequence: pairs of places, in order. */
const common = (left: readonly string[], right: readonly string[]): (readonly [number, number])[] => {
  const width = right.length + 1;
  const length = new Uint32Array((left.length + 1) * width);
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1)
      length[i * width + j] =
        left[i] === right[j]
          ? (length[(i + 1) * width + j + 1] ?? 0) + 1
          : Math.max(length[(i + 1) * width + j] ?? 0, length[i * width + j + 1] ?? 0);
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    if (left[i] === right[j]) pairs.push([i++, j++]);
    else if ((length[(i + 1) * width + j] ?? 0) >= (length[i * width + j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
};

const joined = (parts: readonly MarkedPart[]): MarkedPart[] => {
  const whole: { text: string; mark: DifferenceMark }[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (last?.mark === part.mark) last.text += part.text;
    else if (part.text !== '') whole.push({ ...part });
  }
  return whole;
};

const lettersOf = (text: string): string[] => text.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];

/** Two words that are nearly the same, letter by letter; `undefined` where too little is common to be worth it. */
const withinWord = (left: string, right: string): [MarkedPart[], MarkedPart[]] | undefined => {
  const [a, b] = [lettersOf(left), lettersOf(right)];
  const pairs = common(a.map(fold), b.map(fold));
  if (2 * pairs.length < 1.2 * Math.max(a.length, b.length)) return undefined;
  const sides: [Set<number>, Set<number>] = [
    new Set(pairs.map(([at]) => at)),
    new Set(pairs.map(([, at]) => at)),
  ];
  const mark = (letters: readonly string[], kept: ReadonlySet<number>): MarkedPart[] =>
    letters.map((text, at) => ({ text, mark: kept.has(at) ? 'same' : 'differs' }));
  return [mark(a, sides[0]), mark(b, sides[1])];
};

const isWord = (token: Token): boolean => token.folded !== '';
const scriptsOf = (tokens: readonly Token[]): Set<string> =>
  new Set(
    tokens
      .filter((token) => isWord(token) && !/^\p{N}+$/u.test(token.folded))
      .map((token) => (ideograph.test(token.text) ? 'ideographs' : 'letters')),
  );

const verdictOf = (left: readonly MarkedPart[], right: readonly MarkedPart[]): DifferenceVerdict => {
  const all = [...left, ...right];
  if (all.every((part) => part.mark === 'same')) return 'same';
  if (all.every((part) => part.mark !== 'differs')) return 'spelling';
  return all.some((part) => part.mark !== 'differs' && fold(part.text) !== '') ? 'partly' : 'different';
};

/** Compares two values for reading side by side, word by word and letter by letter where words are nearly the same. */
export const textDifference = (left: string | null, right: string | null): TextDifference => {
  const plain = (text: string | null): MarkedPart[] => (text ? [{ text, mark: 'same' }] : []);
  if (!left || !right)
    return {
      left: plain(left),
      right: plain(right),
      verdict: left || right ? 'one_sided' : 'none',
    };
  const [a, b] = [tokensOf(left), tokensOf(right)];
  const [scriptsA, scriptsB] = [scriptsOf(a), scriptsOf(b)];
  if (scriptsA.size > 0 && scriptsB.size > 0 && ![...scriptsA].some((script) => scriptsB.has(script)))
    return { left: plain(left), right: plain(right), verdict: 'scripts' };
  const marks: [MarkedPart[][], MarkedPart[][]] = [
    a.map((token) => [{ text: token.text, mark: isWord(token) ? 'differs' : 'slight' }]),
    b.map((token) => [{ text: token.text, mark: isWord(token) ? 'differs' : 'slight' }]),
  ];
  const wordsA = a.flatMap((token, at) => (isWord(token) ? [at] : []));
  const wordsB = b.flatMap((token, at) => (isWord(token) ? [at] : []));
  const pairs = common(
    wordsA.map((at) => a[at]?.folded ?? ''),
    wordsB.map((at) => b[at]?.folded ?? ''),
  );
  for (const [i, j] of pairs) {
    const [textA, textB] = [a[wordsA[i] ?? 0]?.text ?? '', b[wordsB[j] ?? 0]?.text ?? ''];
    const mark = textA === textB ? 'same' : 'slight';
    marks[0][wordsA[i] ?? 0] = [{ text: textA, mark }];
    marks[1][wordsB[j] ?? 0] = [{ text: textB, mark }];
  }
  // Between two words both have, what is left over is compared in the order it stands.
  let [fromA, fromB] = [0, 0];
  for (const [i, j] of [...pairs, [wordsA.length, wordsB.length] as const]) {
    for (let step = 0; fromA + step < i && fromB + step < j; step += 1) {
      const [atA, atB] = [wordsA[fromA + step] ?? 0, wordsB[fromB + step] ?? 0];
      const inside = withinWord(a[atA]?.text ?? '', b[atB]?.text ?? '');
      if (inside) [marks[0][atA], marks[1][atB]] = inside;
    }
    [fromA, fromB] = [i + 1, j + 1];
  }
  // Signs count where words do not tell the difference already.
  const signs = (tokens: readonly Token[]) =>
    tokens.filter((token) => !isWord(token)).map(({ text }) => text.trim());
  const isTold = [marks[0], marks[1]].some((side) => side.flat().some((part) => part.mark === 'differs'));
  if (isTold || signs(a).join(' ') === signs(b).join(' '))
    for (const [tokens, side] of [
      [a, marks[0]],
      [b, marks[1]],
    ] as const)
      tokens.forEach((token, at) => {
        if (!isWord(token)) side[at] = [{ text: token.text, mark: 'same' }];
      });
  const [partsA, partsB] = [joined(marks[0].flat()), joined(marks[1].flat())];
  return { left: partsA, right: partsB, verdict: left === right ? 'same' : verdictOf(partsA, partsB) };
};

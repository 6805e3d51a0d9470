import { IntlMessageFormat } from 'intl-messageformat';

interface Element {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
  readonly children?: readonly Element[];
}

/** Names of the ICU arguments of a message with their kind; plural and select branches are walked. */
export function messageArguments(text: string, language: string): string[] {
  const kinds = ['literal', 'value', 'number', 'date', 'time', 'select', 'plural'];
  const names = new Set<string>();
  const walk = (elements: readonly Element[]): void => {
    for (const element of elements) {
      const kind = kinds[element.type];
      if (kind !== undefined && kind !== 'literal' && element.value !== undefined)
        names.add(`${element.value}:${kind}`);
      for (const option of Object.values(element.options ?? {})) walk(option.value);
      walk(element.children ?? []);
    }
  };
  walk(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

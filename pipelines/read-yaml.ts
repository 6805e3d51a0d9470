import { type Document, isMap, isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { z } from 'zod';
import { complaintsOf } from '../src/contract/complaint.ts';
import type { ErrorDetails } from '../src/contract/errors.ts';
import type { Reason } from '../src/contract/reasons.ts';
import { severalMistakes } from '../src/contract/several-mistakes.ts';
import { nearestName } from '../src/stats/nearest-name.ts';

/** What is wrong in a YAML file: the reason, the line (`at`), the `others` and how many `more` there are. */
export type YamlMistake = Reason & ErrorDetails;
type Place = readonly (string | number)[];

export type ReadYaml<T> =
  | { readonly value: T; readonly lineOf: (path: Place) => number }
  | { readonly mistake: YamlMistake; readonly cause?: unknown };

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').trim().slice(0, 80);

const wholeLine = (text: string, offset: number): string =>
  firstLine(text.slice(text.lastIndexOf('\n', offset - 1) + 1));

/** A mistake of writing by the parser's code of it; what it has no simple word for is quoted. */
function slip({ code, message, pos }: YAMLError, text: string): Reason {
  const found = firstLine(text.slice(pos[0]));
  switch (code) {
    case 'DUPLICATE_KEY':
      return { reason: 'yaml_key_twice', key: found.replace(/:( .*)?$/, '') };
    case 'TAB_AS_INDENT':
      return { reason: 'yaml_tab' };
    case 'BAD_INDENT':
      return { reason: message.startsWith('Flow') ? 'yaml_bracket' : 'yaml_indent' };
    case 'BLOCK_AS_IMPLICIT_KEY':
      return { reason: /:\s.*:(\s|$)/.test(wholeLine(text, pos[0])) ? 'yaml_colon' : 'yaml_indent' };
    case 'MULTILINE_IMPLICIT_KEY':
      return { reason: 'yaml_no_colon', found };
    case 'BAD_SCALAR_START':
      return { reason: 'yaml_mark', mark: found.slice(0, 1) };
    case 'UNEXPECTED_TOKEN':
      return { reason: 'yaml_unexpected', found };
    case 'MISSING_CHAR':
      if (message.includes('quote')) return { reason: 'yaml_quote' };
      if (message.includes('map values')) return { reason: 'yaml_no_colon', found };
      return { reason: 'yaml_bracket' };
    default:
      return { reason: 'not_yaml', said: firstLine(message).replace(/ at line \d+, column \d+:?$/, '') };
  }
}

/** Where the last part of a path that is there begins. */
function offsetOf(document: Document.Parsed, path: Place): number {
  for (let length = path.length; length > 0; length--) {
    const [parent, key] = [path.slice(0, length - 1), path[length - 1]];
    const inside: unknown = parent.length === 0 ? document.contents : document.getIn(parent, true);
    if (isMap(inside)) {
      const pair = inside.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (isScalar(pair?.key) && pair.key.range) return pair.key.range[0];
    } else {
      const node = document.getIn(path.slice(0, length), true) as
        { range?: [number, number, number] } | undefined;
      if (node?.range) return node.range[0];
    }
  }
  return 0;
}

/** [LOAD-56] What a YAML text says by its schema, or what is wrong in it, with the line. Never throws. */
export function readYaml<T extends z.ZodType>(text: string, schema: T): ReadYaml<z.output<T>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  const lineOf = (path: Place): number => lineAt(offsetOf(document, path));
  if (document.errors.length > 0) {
    const end = text.trimEnd().length;
    const slips = document.errors.map((broken) => ({
      ...slip(broken, text),
      at: lineAt(Math.min(broken.pos[0], end)),
    }));
    // Where the parser stumbles twice in a line the second time comes of the first.
    const told = slips.filter(({ at }, index) => slips.findIndex((other) => other.at === at) === index);
    return { mistake: severalMistakes(told), cause: document.errors[0] };
  }
  let value: unknown;
  try {
    value = document.toJS();
  } catch (cause) {
    const said = firstLine(cause instanceof Error ? cause.message : String(cause));
    return { mistake: { reason: 'not_yaml', said }, cause };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { value: parsed.data, lineOf };
  const found = complaintsOf(parsed.error, { schema, value, nearest: nearestName })
    .map(({ path, reason }) => ({ ...reason, at: lineOf(path) }))
    .sort((a, b) => a.at - b.at);
  return { mistake: severalMistakes(found), cause: parsed.error };
}

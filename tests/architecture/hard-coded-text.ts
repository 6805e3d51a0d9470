import { parse, type AST } from 'svelte/compiler';

const spoken = new Set([
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'alt',
  'label',
  'placeholder',
  'title',
]);
/** Names that are written the same in every language. */
const sameEverywhere = /^(Tandem|CSV|CRM|ERP|API|Esc|OpenAPI|English|简体中文|中文)$/;

const isText = (value: string): boolean => /\p{L}{2,}/u.test(value) && !sameEverywhere.test(value.trim());

type Node = Readonly<Record<string, unknown>> & { readonly type?: string };
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

/** What a `.svelte` file says to a person without asking the messages: text between tags and spoken attributes. */
export function hardCodedText(source: string): string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (!isNode(value)) return;
    if (value.type === 'Text' && typeof value.data === 'string' && isText(value.data))
      found.push(value.data.trim());
    if (value.type === 'StyleDirective') return;
    if (value.type === 'Attribute') {
      const attribute = value as unknown as AST.Attribute;
      if (spoken.has(attribute.name) && Array.isArray(attribute.value)) visit(attribute.value);
      return;
    }
    if (value.type === 'RegularElement' && (value.name === 'style' || value.name === 'script')) return;
    for (const [key, child] of Object.entries(value))
      if (key !== 'expression' && key !== 'parent') visit(child);
  };
  visit(parse(source, { modern: true }).fragment);
  return found;
}

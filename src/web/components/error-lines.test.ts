import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import ErrorLines from './ErrorLines.svelte';

/** What a reader of the page is given, without styles and the marks of the renderer. */
const shown = (text: string): string =>
  render(ErrorLines, { props: { text } })
    .body.replaceAll(/<!--.*?-->|\s*class="[^"]*"/g, '')
    .replaceAll(/>\s+</g, '><')
    .trim();

describe('[LOAD-56] mistakes on a page', () => {
  it('are a list that is heard as one, after what they are mistakes in', () => {
    expect(
      shown('The workspace file tandem.yaml is not right:\n  line 3: a\n  line 9: b\n  and 2 more mistakes.'),
    ).toBe(
      '<div><p>The workspace file tandem.yaml is not right:</p><ul><li>line 3: a</li><li>line 9: b</li><li>and 2 more mistakes.</li></ul></div>',
    );
  });

  it('one alone is a sentence', () => {
    expect(shown('The workspace file tandem.yaml is not right: line 3: a.')).toBe(
      '<div><p>The workspace file tandem.yaml is not right: line 3: a.</p></div>',
    );
  });
});

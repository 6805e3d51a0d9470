import { router } from './router.svelte.ts';

/**
 * For the heading of what a page shows: takes the focus where a step within the application left it on nothing, so that
 * the heading is read and the next Tab goes on from there. What the reader has focused meanwhile keeps it. As `{@attach}`
 * on an element with `tabindex="-1"`.
 */
export function takeFocus(heading: HTMLElement): void {
  if (router.hasMoved && document.activeElement === document.body) heading.focus();
}

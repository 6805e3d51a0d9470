import { tick } from 'svelte';

/** Entries that may take the focus of one that leaves a list, the best first: those behind it, then those before it. */
export const neighboursOf = (order: readonly string[], gone: string): string[] => {
  const at = order.indexOf(gone);
  return at < 0 ? [...order] : [...order.slice(at + 1), ...order.slice(0, at).reverse()];
};

/**
 * Gives the focus on when an entry of a list, or the button in it, goes: to the button of a neighbour, else to the list, else to
 * the heading of the page. Entries carry `data-entry`. What the reader has focused meanwhile keeps it.
 */
export class ListFocus {
  #next: readonly string[] | undefined;

  /** Entry `gone` of a list of this order was acted on, and its button is about to go. */
  leave(order: readonly string[], gone: string): void {
    this.#next = neighboursOf(order, gone);
  }

  /** The list shows what is left; undefined when there is none any more. */
  async settle(list?: HTMLElement): Promise<void> {
    await tick();
    if (this.#next === undefined) return;
    // A button that is shut keeps no focus that anyone could use.
    const has = document.activeElement;
    const isLost =
      has === null || has === document.body || (has instanceof HTMLButtonElement && has.disabled);
    if (!isLost) return;
    const buttons = new Map(
      [...(list?.isConnected ? list.querySelectorAll<HTMLElement>('[data-entry]') : [])].map((entry) => [
        entry.dataset['entry'] ?? '',
        entry.querySelector<HTMLElement>('button:not([disabled])'),
      ]),
    );
    // A list of nothing is about to go too.
    if (list?.isConnected && buttons.size === 0) return;
    const found = this.#next.map((id) => buttons.get(id)).find((button) => button != null);
    const target = found ?? (list?.isConnected ? list : document.querySelector<HTMLElement>('main h1'));
    target?.focus();
    this.#next = undefined;
  }
}

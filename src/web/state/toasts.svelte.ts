export interface Toast {
  readonly id: number;
  readonly tone: 'good' | 'bad' | 'plain';
  readonly text: string;
  /** Where the news leads. */
  readonly link?: { readonly href: string; readonly text: string };
}

/** Short news at the corner of the page; read out by screen readers. */
class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;

  say(text: string, tone: Toast['tone'] = 'plain', link?: Toast['link']): void {
    const toast = { id: this.#next++, tone, text, ...(link ? { link } : {}) };
    this.list = [...this.list.slice(-3), toast];
    setTimeout(() => this.dismiss(toast.id), tone === 'bad' ? 12_000 : 6_000);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();

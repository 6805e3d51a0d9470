/** The address bar as state. The URL holds everything a link should restore. */
class Router {
  url = $state.raw(new URL(location.href));
  /** Whether the reader has gone anywhere since the application was loaded. */
  hasMoved = false;

  get path(): string {
    return this.url.pathname;
  }

  /** Goes to a path with query; `replace` leaves no step for the back button. */
  go(to: string, options: { replace?: boolean } = {}): void {
    const next = new URL(to, location.origin);
    if (next.href === location.href) return;
    if (options.replace) history.replaceState(null, '', next);
    else history.pushState(null, '', next);
    this.#show(next);
  }

  #show(next: URL): void {
    this.hasMoved ||= next.pathname !== this.url.pathname;
    this.url = next;
  }

  /** Follows the browser's own steps and every plain click on a link of ours. Returns the undo. */
  listen(): () => void {
    const back = () => this.#show(new URL(location.href));
    const click = (event: MouseEvent) => {
      if (
        event.defaultPrevented ||
        event.button !== 0 ||
        event.metaKey ||
        event.ctrlKey ||
        event.shiftKey ||
        event.altKey
      )
        return;
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
      if (link.pathname.startsWith('/api/') || link.getAttribute('href')?.startsWith('#')) return;
      event.preventDefault();
      this.go(link.href);
    };
    addEventListener('popstate', back);
    document.addEventListener('click', click);
    return () => {
      removeEventListener('popstate', back);
      document.removeEventListener('click', click);
    };
  }
}

export const router = new Router();

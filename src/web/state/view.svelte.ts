import type { Window } from '../../contract/query.ts';
import { catalog } from './catalog.svelte.ts';
import { router } from './router.svelte.ts';
import { readView, viewWindow, writeView, type Drill, type View } from './view-state.ts';

/** The page's state, read from the address and changed by going to another address. */
class ViewState {
  now: View = $derived(readView(router.url.searchParams));
  window: Window = $derived(viewWindow(this.now, catalog.data?.asOf ?? '2000-01-01'));

  /** What else the address holds is the page's own and stays. */
  href(change: Partial<View>): string {
    return router.path + writeView({ ...this.now, ...change }, router.url.searchParams);
  }

  go(change: Partial<View>, options: { replace?: boolean } = {}): void {
    router.go(this.href(change), options);
  }

  drillHref(metric: string, picked: Partial<Omit<Drill, 'metric'>> = {}): string {
    return this.href({ drill: { metric, tab: 'rows', at: [], span: undefined, row: undefined, ...picked } });
  }

  drill(metric: string, picked: Partial<Omit<Drill, 'metric'>> = {}): void {
    router.go(this.drillHref(metric, picked));
  }
}

export const view = new ViewState();

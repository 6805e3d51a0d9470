import type { CatalogMetric, CatalogResponse } from '../../contract/api/catalog.ts';
import { getJson } from './api.ts';
import { locale } from './locale.svelte.ts';
import { Resource } from './resource.svelte.ts';

/** The metrics and dimensions of the generation being served. */
class Catalog extends Resource<CatalogResponse> {
  /** Counts up when a new generation is served: whatever depends on data fetches again. */
  version = $state(0);
  #metrics = $derived(new Map((this.data?.metrics ?? []).map((metric) => [metric.id, metric])));

  async refresh(): Promise<void> {
    await this.load((signal) => getJson<CatalogResponse>('/catalog', signal));
    if (this.data) locale.currency = this.data.baseCurrency;
    this.version += 1;
  }

  metric(id: string): CatalogMetric | undefined {
    return this.#metrics.get(id);
  }

  /** True unless the reader's role may not see this metric. */
  allows(id: string): boolean {
    return this.metric(id)?.allowed ?? false;
  }

  members(dimension: string): readonly (string | null)[] {
    return this.data?.dimensions.find((each) => each.id === dimension)?.members ?? [];
  }
}

export const catalog = new Catalog();

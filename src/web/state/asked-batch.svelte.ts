import type { BatchRequest, BatchResponse } from '../../contract/api/query.ts';
import { sendJson } from './api.ts';
import { catalog } from './catalog.svelte.ts';
import { locale } from './locale.svelte.ts';
import { Resource } from './resource.svelte.ts';

/**
 * What a component asks of the metrics, and their answers; `load` asks again. Called while the component is made. Only a change
 * of what is asked, of the language of names or of the data fetches anew; opening the drill panel does not.
 */
export function askedBatch(queries: () => BatchRequest['queries']): {
  readonly answers: Resource<BatchResponse>;
  readonly load: () => Promise<boolean>;
} {
  const answers = new Resource<BatchResponse>();
  const asked = $derived(`${JSON.stringify(queries())}#${catalog.version}#${locale.language}`);
  const load = () =>
    answers.load((signal) => sendJson<BatchResponse>('POST', '/query', { queries: queries() }, signal));
  let last = '';
  $effect(() => {
    if (!catalog.data || asked === last) return;
    last = asked;
    void load();
  });
  return { answers, load };
}

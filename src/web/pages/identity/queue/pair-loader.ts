import type { IdentityPairResponse } from '../../../../contract/api/identity.ts';
import { getJson } from '../../../state/api.ts';
import type { IdentityEntity } from '../../../../contract/identity-entities.ts';
import { pairKey, pairQuery, type PairIds } from '../identity-address.ts';

const most = 12;

/** Reads pairs, and reads the next one ahead, so that it is there when a decision moves on to it. */
export class PairLoader {
  readonly #read = new Map<string, Promise<IdentityPairResponse>>();

  load(pair: PairIds, entity: IdentityEntity): Promise<IdentityPairResponse> {
    const key = `${entity}\n${pairKey(pair)}`;
    const before = this.#read.get(key);
    if (before) return before;
    const reading = getJson<IdentityPairResponse>(`/identity/pair?${pairQuery(pair, entity)}`);
    this.#read.set(key, reading);
    reading.catch(() => this.#read.delete(key));
    const [oldest] = this.#read.keys();
    if (this.#read.size > most && oldest !== undefined) this.#read.delete(oldest);
    return reading;
  }

  clear(): void {
    this.#read.clear();
  }
}

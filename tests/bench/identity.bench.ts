import { explainPair } from '../../pipelines/identity/explain-pair.ts';
import { demoCustomers } from '../support/identity-truth.ts';
import type { Bench } from './run.ts';

const seeds = [31, 32, 33];
const explained = 60;

/** The demo company at its full size: how right and how fast customers are joined, and how fast a pair is explained. */
export default async function identity(bench: Bench): Promise<void> {
  const worst = { f1: 1, count: 0, seconds: 0 };
  for (const seed of seeds) {
    const demo = await demoCustomers(1, seed);
    const { precision, recall, f1, golden, customers, records, seconds } = demo.scores;
    bench.note(
      `seed ${seed}: ${records} records, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}, ${golden} golden of ${customers} true, ${seconds.toFixed(1)} s`,
    );
    worst.f1 = Math.min(worst.f1, f1);
    worst.count = Math.max(worst.count, Math.abs(golden / customers - 1));
    worst.seconds = Math.max(worst.seconds, seconds);
    if (seed === seeds[0]) {
      const ids = (
        await demo.warehouse.rows<{ id: string }>(
          'select customer_id as id from mart_identity_record order by 1',
        )
      ).map(({ id }) => id);
      const times: number[] = [];
      for (let at = 0; at < explained; at++) {
        const start = performance.now();
        await explainPair(demo.warehouse, ids[at * 7] ?? '', ids[ids.length - 1 - at * 5] ?? '');
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      bench.record('identity.explain.median', times[explained >> 1] ?? 0, 'ms');
    }
    demo.remove();
  }
  bench.record('identity.demo.error', 100 * (1 - worst.f1), '% of pairs (1 - F1, worst seed)');
  bench.record('identity.demo.golden', 100 * worst.count, '% off the true count (worst seed)');
  bench.record('identity.demo.step', worst.seconds, 's');
}

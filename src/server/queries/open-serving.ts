import { openServing as openGenerations } from '../../warehouse/generations.ts';
import type { ServedGeneration, Serving } from './serving.ts';
import { tellOutdated } from './tell-outdated.ts';

/**
 * Serves the generation that the warehouse's pointer names. `announce` is told once of each new one, whoever
 * published it: a refresh of this server or a run of another process.
 */
export async function openServing(
  warehouseDir: string,
  announce: (served: ServedGeneration) => void,
): Promise<Serving> {
  const generations = await openGenerations(warehouseDir);
  let announced = generations.current()?.generation;
  const tell = (served: ServedGeneration | undefined): void => {
    if (!served || served.generation === announced) return;
    announced = served.generation;
    announce({ generation: served.generation, asOf: served.asOf });
  };
  return {
    current: () => generations.current(),
    async lease(person) {
      const lease = await generations.lease(person);
      tell(generations.current());
      const namesOf = async (sql: string): Promise<string[]> =>
        (await lease.rows(sql)).rows.map(([name]) => String(name));
      const told = <T>(task: () => Promise<T>): Promise<T> => tellOutdated(lease.generation, namesOf, task);
      return {
        ...lease,
        rows: (sql, parameters) => told(() => lease.rows(sql, parameters)),
        arrow: (sql, parameters) => told(() => lease.arrow(sql, parameters)),
        stream: (sql, parameters, options) => told(() => lease.stream(sql, parameters, options)),
      };
    },
    async refresh() {
      const served = await generations.refresh();
      tell(served);
      return served;
    },
    close: () => generations.close(),
  };
}

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';

/** What one bench reports: a figure, its unit and, if there is one, the budget it must not exceed. */
export interface Bench {
  record(name: string, value: number, unit: string): void;
  note(text: string): void;
}

interface Budget {
  readonly max: number;
}

const here = import.meta.dirname;
const budgets = JSON.parse(readFileSync(join(here, 'budgets.json'), 'utf8')) as Record<string, Budget>;
const wanted = process.argv.slice(2);
const files = readdirSync(here)
  .filter((file) => file.endsWith('.bench.ts'))
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.startsWith(name)));

const results: { name: string; value: number; unit: string; budget?: number; within?: boolean }[] = [];
for (const file of files) {
  console.log(`# ${file}`);
  const bench = (await import(join(here, file))) as { default: (bench: Bench) => Promise<void> };
  await bench.default({
    record(name, value, unit) {
      const budget = budgets[name]?.max;
      const result = {
        name,
        value,
        unit,
        ...(budget === undefined ? {} : { budget, within: value <= budget }),
      };
      results.push(result);
      const verdict =
        budget === undefined
          ? ''
          : value <= budget
            ? ` (budget ${budget}: kept)`
            : ` (budget ${budget}: MISSED)`;
      console.log(`${name}: ${value.toFixed(2)} ${unit}${verdict}`);
    },
    note: (text) => console.log(`  ${text}`),
  });
}
const machine = { cores: cpus().length, load: loadavg()[0], node: process.version };
if (process.env.BENCH_OUTPUT)
  writeFileSync(process.env.BENCH_OUTPUT, JSON.stringify({ machine, results }, null, 2));
const missed = results.filter((result) => result.within === false);
console.log(`${results.length} figures, ${missed.length} over budget`);
process.exitCode = missed.length > 0 ? 1 : 0;

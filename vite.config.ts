import { availableParallelism } from 'node:os';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultExclude, defineConfig } from 'vitest/config';
import { messageParts } from './src/web/build/message-parts.ts';
import { leanPlot } from './src/web/build/lean-plot.ts';
import DearFilesFirst from './tests/support/dear-files-first.ts';

// `npm test` alone is the run a developer waits for; CI's is thorough, and so is one of files somebody names.
const thorough =
  process.env['TANDEM_THOROUGH'] === '1' ||
  process.argv.slice(2).some((each) => !/^(run|watch|-(?!-project).*)$/.test(each));
const exclude = [...defaultExclude, ...(thorough ? [] : ['**/*.long.test.ts'])];

const node = { environment: 'node' as const, pool: 'forks' as const };

export default defineConfig({
  root: 'src/web',
  publicDir: 'public',
  plugins: [leanPlot(), messageParts(), svelte({ configFile: false })],
  build: { outDir: '../../dist/web', emptyOutDir: true, target: 'es2023', chunkSizeWarningLimit: 900 },
  server: { host: '127.0.0.1', proxy: { '/api': 'http://127.0.0.1:4400' } },
  test: {
    root: import.meta.dirname,
    // By default a run leaves one core idle: on two cores that is half the machine.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: DearFilesFirst },
    reporters: ['default', './tests/support/count-reporter.ts'],
    env: { TZ: 'UTC', TANDEM_THOROUGH: thorough ? '1' : '0' },
    projects: [
      {
        extends: true,
        test: {
          ...node,
          name: 'unit',
          include: ['{src,pipelines}/**/*.test.ts'],
          testTimeout: 30_000,
          // Most of a unit file's time was its imports: files of one worker share them.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'engines',
          include: ['tests/engines/**/*.test.ts'],
          exclude,
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'architecture',
          include: ['tests/architecture/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          ...node,
          name: 'journeys',
          // After the rest, which leaves both cores to the browsers.
          sequence: { groupOrder: 1 },
          include: ['tests/journeys/**/*.test.ts'],
          exclude,
          testTimeout: 180_000,
          hookTimeout: 240_000,
          isolate: false,
        },
      },
    ],
    benchmark: { include: ['tests/bench/**/*.bench.ts'] },
  },
});

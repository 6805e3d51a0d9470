import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Notebook } from '@observablehq/notebook-kit';
import { observable } from '@observablehq/notebook-kit/vite';
import { build, type Plugin, type PluginOption } from 'vite';
import type { Warehouse } from '../src/warehouse/open.ts';
import { offline } from './offline.ts';
import { warehouseCells } from './warehouse-cells.ts';

export interface BuildOptions {
  /** Folder of the notebooks (`*.html`). */
  readonly from: string;
  readonly to: string;
  /** A published generation. */
  readonly warehouse: Warehouse;
}

const modules = join(import.meta.dirname, '..', 'node_modules');
const kit = dirname(fileURLToPath(import.meta.resolve('@observablehq/notebook-kit')));

/** Without an icon of its own a page asks for one that is not there. */
const withIcon = (template: string): string =>
  template.replace('</head>', '<link rel="icon" href="data:,"></head>');

/** Builds every notebook of a folder into static pages that need no network. Throws StaleNotebook. Returns their file names. */
export async function buildNotebooks({ from, to, warehouse }: BuildOptions): Promise<string[]> {
  const notebooks = readdirSync(from)
    .filter((name) => name.endsWith('.html'))
    .sort();
  mkdirSync(to, { recursive: true });
  let stale: unknown;
  const run = (notebook: Notebook): Promise<Notebook> =>
    warehouseCells(notebook, warehouse).catch((error: unknown) => {
      stale = error;
      throw error;
    });
  await build({
    configFile: false,
    base: './',
    appType: 'mpa',
    logLevel: 'warn',
    root: from,
    resolve: {
      alias: [
        { find: /^observable:/, replacement: `${kit}/` },
        { find: /^(@fontsource-variable\/)/, replacement: `${modules}/$1` },
      ],
    },
    plugins: [
      offline(),
      observable({ transformNotebook: run, transformTemplate: withIcon }) as Plugin,
    ] satisfies PluginOption[],
    build: {
      outDir: to,
      emptyOutDir: true,
      target: 'es2023',
      chunkSizeWarningLimit: 2_500,
      rolldownOptions: { input: notebooks.map((name) => join(from, name)) },
    },
  }).catch((error: unknown) => {
    throw stale ?? error;
  });
  const links = notebooks.map(
    (name) => `<li><a href="${name}">${name.replace('.html', '').replaceAll('-', ' ')}</a></li>`,
  );
  writeFileSync(
    join(to, 'index.html'),
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Notebooks</title><h1>Notebooks</h1><ul>${links.join('')}</ul></html>\n`,
  );
  return notebooks;
}

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const network = /^(?:https:\/\/cdn\.jsdelivr\.net\/npm\/|npm:)((?:@[^/@]+\/)?[^/@]+)/;
const importedStyle =
  /@import url\(["']?https:\/\/cdn\.jsdelivr\.net\/npm\/((?:@[^/@]+\/)?[^/@]+)[^/]*\/([^"')]+)["']?\);/g;
const modules = join(import.meta.dirname, '..', 'node_modules');
const absent = '\0absent:';

/** Rows come as plain objects: the page needs no Arrow reader. */
const unused = new Set(['apache-arrow']);

function installed(name: string): string | undefined {
  if (unused.has(name)) return undefined;
  try {
    return fileURLToPath(import.meta.resolve(name));
  } catch {
    return undefined;
  }
}

/**
 * Notebook Kit names its libraries by addresses of the network. Those that are installed here are used instead; the
 * others become an empty module that fails when a cell uses it, so that a built notebook never asks the network.
 */
export function offline(): Plugin {
  return {
    name: 'tandem-offline',
    enforce: 'pre',
    resolveId(source) {
      const name = network.exec(source)?.[1];
      if (name === undefined) return /^https?:\/\//.test(source) ? `${absent}${source}` : null;
      return installed(name) ?? `${absent}${name}`;
    },
    transform(code, id) {
      if (!id.endsWith('.css')) return null;
      return code.replace(importedStyle, (_all, name: string, path: string) => {
        const file = join(modules, name, path);
        return existsSync(file) ? `@import url(${JSON.stringify(file)});` : '';
      });
    },
    load(id) {
      if (!id.startsWith(absent)) return null;
      const name = JSON.stringify(id.slice(absent.length));
      // CommonJS: an ES module would have to name every export that some file imports from it.
      return `module.exports = new Proxy({}, { get(_, key) { if (key === '__esModule' || key === 'default' || typeof key === 'symbol') return undefined; throw new Error(${name} + ' is not installed: notebooks are built without the network'); } });`;
    },
  };
}

import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const network = /^(?:https:\/\/cdn\.jsdelivr\.net\/npm\/|npm:)((?:@[^/@]+\/)?[^/@]+)/;
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
    load(id) {
      if (!id.startsWith(absent)) return null;
      const name = JSON.stringify(id.slice(absent.length));
      // CommonJS: an ES module would have to name every export that some file imports from it.
      return `module.exports = new Proxy({}, { get(_, key) { if (key === '__esModule' || key === 'default' || typeof key === 'symbol') return undefined; throw new Error(${name} + ' is not installed: notebooks are built without the network'); } });`;
    },
  };
}

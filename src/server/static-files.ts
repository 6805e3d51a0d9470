import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

export interface StaticFiles {
  /** The file of a path; the page itself for an address of the application; nothing for a file that is not there. */
  answer(path: string): Response | undefined;
}

const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#1f4e8c"/><circle cx="12" cy="16" r="6" fill="none" stroke="#fff" stroke-width="3"/><circle cx="20" cy="16" r="6" fill="none" stroke="#fff" stroke-width="3"/></svg>`;

const missingPage = `<!doctype html><meta charset="utf-8"><title>Tandem</title><p>The web application has not been built. Run <code>npm run build</code>.</p>`;

/** A path of the page may hold an id with a dot in it; files lie at the top or in these two folders. */
const namesFile = (path: string): boolean =>
  extname(path) !== '' && (path.lastIndexOf('/') === 0 || /^\/(assets|fonts)\//.test(path));

/**
 * [API-10] The built web application. Only names found under the folder when the server started are ever opened,
 * so no path of a request can lead anywhere else.
 */
export function staticFiles(root: string): StaticFiles {
  const files = new Map<string, string>();
  try {
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true }))
      if (entry.isFile()) {
        const file = join(entry.parentPath, entry.name);
        files.set('/' + relative(root, file).split(sep).join('/'), file);
      }
  } catch {
    // No build yet: the page below says so.
  }
  const send = (path: string, file: string): Response =>
    new Response(readFileSync(file), {
      headers: {
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'cache-control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      },
    });

  return {
    answer(path) {
      const file = files.get(path);
      if (file !== undefined) return send(path, file);
      if (path === '/favicon.ico' || path === '/favicon.svg')
        return new Response(icon, {
          headers: { 'content-type': 'image/svg+xml', 'cache-control': 'max-age=86400' },
        });
      if (namesFile(path)) return undefined;
      const page = files.get('/index.html');
      if (page !== undefined) return send('/index.html', page);
      return new Response(missingPage, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' },
      });
    },
  };
}

import { existsSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';

/** `*` within a folder, `**` across folders, `?` one character; everything else is itself. Case matters. */
export function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (part) => {
    if (part === '**/') return '(?:.*/)?';
    if (part === '**') return '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    return `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}

/** Files under `folder` that fit one of the globs, in name order, relative with `/`. A missing folder has none. */
export function discoverFiles(folder: string, globs: readonly string[]): string[] {
  if (!existsSync(folder)) return [];
  const patterns = globs.map(globPattern);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
    )
    .filter((file) => patterns.some((pattern) => pattern.test(file)))
    .sort();
}

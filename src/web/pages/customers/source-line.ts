import { router } from '../../state/router.svelte.ts';

export interface LineAddress {
  readonly source: string;
  readonly batch: string;
  readonly line: number;
}

/** This page with the source line of a row opened, or closed again. */
export const sourceLineHref = (line: LineAddress | undefined): string => {
  const query = new URLSearchParams(router.url.searchParams);
  if (line) query.set('line', `${line.source}|${line.batch}|${line.line}`);
  else query.delete('line');
  const text = query.toString();
  return text === '' ? router.path : `${router.path}?${text}`;
};

export const readSourceLine = (text: string): LineAddress | undefined => {
  const [source, batch, line] = text.split('|');
  return source && batch && Number(line) >= 1 ? { source, batch, line: Number(line) } : undefined;
};

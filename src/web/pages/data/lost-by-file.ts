import type { SourcesResponse } from '../../../contract/api/data.ts';

type Lost = SourcesResponse['sources'][number]['objects'][number]['lost'];

/** What a file has lost, and what that means for its rows. */
export interface FileLosses {
  readonly file: string;
  readonly columns: readonly string[];
  readonly kept: number;
  readonly empty: number;
  readonly held: number;
}

/** The columns each file has lost, in the order the files are named. */
export function lostByFile(lost: Lost): FileLosses[] {
  const files = [...new Set(lost.map(({ file }) => file))];
  return files.map((file) => {
    const mine = lost.filter((one) => one.file === file);
    const most = (count: 'kept' | 'empty' | 'held') => Math.max(...mine.map((one) => one[count]));
    return {
      file,
      columns: mine.map(({ column }) => column),
      kept: most('kept'),
      empty: most('empty'),
      held: most('held'),
    };
  });
}

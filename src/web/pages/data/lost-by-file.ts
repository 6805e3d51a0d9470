import type { SourcesResponse } from '../../../contract/api/data.ts';

type Lost = SourcesResponse['sources'][number]['objects'][number]['lost'];

/** The columns each file has lost, in the order the files are named. */
export function lostByFile(lost: Lost): { file: string; columns: string[] }[] {
  const files = [...new Set(lost.map(({ file }) => file))];
  return files.map((file) => ({
    file,
    columns: lost.filter((one) => one.file === file).map(({ column }) => column),
  }));
}

import { tOr } from './locale.svelte.ts';

/** The stage of an opportunity in the reader's words where CRMs have it by standard (`Closed Won`, `closedwon`), else the CRM's own. */
export const stageName = (stage: string): string =>
  tOr(
    `member.stage.${stage
      .normalize('NFKC')
      .toLowerCase()
      .replace(/\/.*/, '')
      .replaceAll(/[^\p{L}\p{N}]+/gu, '')}`,
    stage,
  );

import { t, tOr } from './locale.svelte.ts';

/** CRMs spell the same value in many ways: `Open - Not Contacted`, `IN_PROGRESS`, `In progress`. */
const plain = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_|_$/g, '');

const told = (what: 'status' | 'source', word: string): string =>
  tOr(`lead.${what}.${plain(word)}`, t('lead.own_word', { word }));

/** A lead's status in the reader's words where CRMs have it by standard, else the CRM's own word in quotation marks. */
export const leadStatusText = (status: string): string => told('status', status);

/** The same of where a lead came from. */
export const leadSourceText = (source: string): string => told('source', source);

import type { OrderResponse, ThreadDocument } from '../../../contract/api/orders.ts';
import { threadKinds, type ThreadKind } from '../../../contract/order-words.ts';
import { isPlanned } from './document-state.ts';

/** From this confidence on a tie is shown as certain. */
export const certain = 0.9;

type Tie = 'none' | 'certain' | 'inferred' | 'missing';

export interface ThreadStep {
  readonly kind: ThreadKind;
  readonly documents: readonly ThreadDocument[];
  /** It has documents, and none of them has happened yet. */
  readonly isPlanned: boolean;
  /** How the step is tied to what is before it; `missing`: something should be here and is not. */
  readonly tie: Tie;
  /** The line that comes from the left: through a step without documents it is that of the next one with some. */
  readonly line: Tie;
  readonly confidence: number | null;
  /** Why something is missing here. */
  readonly gap: string | null;
}

/** The steps of a thread in the order of business; steps without a document stay, so that a gap is seen. */
export function threadSteps({ documents, ties }: Pick<OrderResponse, 'documents' | 'ties'>): ThreadStep[] {
  // Few sources keep leads: without one the step is left out.
  const kinds = threadKinds.filter(
    (kind) => kind !== 'lead' || documents.some((document) => document.kind === kind),
  );
  const steps = kinds.map((kind) => {
    const into = ties.filter(({ toKind }) => toKind === kind);
    const held = into.filter(({ toId }) => toId !== null);
    const confidence = held.length === 0 ? null : Math.min(...held.map((tie) => tie.confidence));
    const own = documents.filter((document) => document.kind === kind);
    return {
      kind,
      documents: own,
      isPlanned: own.length > 0 && own.every(isPlanned),
      tie: tieOf(held.length < into.length, confidence),
      confidence,
      gap: into.find(({ toId }) => toId === null)?.gap ?? null,
    };
  });
  return steps.map((step, at) => {
    const begun = steps.slice(0, at).some((before) => before.documents.length > 0);
    const next = steps.slice(at).find((after) => after.documents.length > 0 || after.tie === 'missing');
    return { ...step, line: begun && next ? next.tie : 'none' };
  });
}

interface OpenEnds {
  readonly missing: number;
  readonly inferred: number;
  readonly differ: number;
  readonly against: number;
}

/** What a picture of these steps shows: gaps, links that are only probable, ties of two customers ([THREAD-10]), and documents that a cancelled order should not have ([STATUS-9]). */
export const openEnds = (steps: readonly ThreadStep[], { ties }: Pick<OrderResponse, 'ties'>): OpenEnds => ({
  missing: steps.filter(({ tie }) => tie === 'missing').length,
  inferred: steps.filter(({ tie }) => tie === 'inferred').length,
  differ: ties.filter(({ gap }) => gap === 'customers_differ').length,
  against: ties.filter(({ gap }) => gap?.endsWith('_though_cancelled') === true).length,
});

const tieOf = (isMissing: boolean, confidence: number | null): Tie =>
  isMissing ? 'missing' : confidence === null ? 'none' : confidence >= certain ? 'certain' : 'inferred';

import {
  threadKinds,
  type OrderResponse,
  type ThreadDocument,
  type ThreadKind,
  type ThreadTie,
} from '../../../contract/api/orders.ts';

/** From this confidence on a tie is shown as certain. */
export const certain = 0.9;

export interface ThreadStep {
  readonly kind: ThreadKind;
  readonly documents: readonly ThreadDocument[];
  /** How the step is tied to what is before it; `missing`: something should be here and is not. */
  readonly tie: 'none' | 'certain' | 'inferred' | 'missing';
  readonly confidence: number | null;
  readonly gaps: readonly string[];
}

const tiesInto = (kind: ThreadKind, ties: readonly ThreadTie[]): ThreadTie[] =>
  ties.filter(({ toKind }) => toKind === kind);

/** The steps of a thread in the order of business; steps without a document stay, so that a gap is seen. */
export const threadSteps = ({ documents, ties }: Pick<OrderResponse, 'documents' | 'ties'>): ThreadStep[] =>
  threadKinds.map((kind) => {
    const own = documents.filter((document) => document.kind === kind);
    const into = tiesInto(kind, ties);
    const missing = into.some(({ toId }) => toId === null);
    const held = into.filter(({ toId }) => toId !== null);
    const confidence = held.length === 0 ? null : Math.min(...held.map((tie) => tie.confidence));
    const gaps = [...new Set(into.flatMap(({ gap }) => (gap === null ? [] : [gap])))];
    return {
      kind,
      documents: own,
      tie: missing
        ? 'missing'
        : confidence === null
          ? 'none'
          : confidence >= certain
            ? 'certain'
            : 'inferred',
      confidence,
      gaps,
    };
  });

import type { Reason } from './reasons.ts';

/** The one catalogue of errors: code → HTTP status and exit code. The text is `error.<code>` in src/messages. */
export const errorCatalogue = {
  bad_request: { status: 400, exit: 2 },
  unknown_metric: { status: 400, exit: 2 },
  unknown_dimension: { status: 400, exit: 2 },
  bad_window: { status: 400, exit: 2 },
  not_signed_in: { status: 401, exit: 2 },
  wrong_credentials: { status: 401, exit: 2 },
  forbidden: { status: 403, exit: 2 },
  not_found: { status: 404, exit: 2 },
  conflict: { status: 409, exit: 2 },
  too_large: { status: 413, exit: 2 },
  too_many_requests: { status: 429, exit: 2 },
  timeout: { status: 504, exit: 2 },
  no_generation: { status: 503, exit: 2 },
  outdated_generation: { status: 503, exit: 2 },
  internal: { status: 500, exit: 1 },
  query_failed: { status: 500, exit: 1 },
  bad_workspace: { status: 400, exit: 2 },
  bad_system: { status: 400, exit: 2 },
  file_not_found: { status: 404, exit: 2 },
  file_empty: { status: 400, exit: 2 },
  file_unreadable: { status: 400, exit: 2 },
  file_ambiguous: { status: 400, exit: 2 },
  check_failed: { status: 409, exit: 3 },
  refresh_killed: { status: 500, exit: 1 },
  refresh_ended: { status: 500, exit: 1 },
  source_unreachable: { status: 502, exit: 2 },
  source_refused: { status: 502, exit: 2 },
  source_not_asked: { status: 409, exit: 2 },
  export_empty: { status: 409, exit: 3 },
  export_emptying: { status: 409, exit: 3 },
  unknown_record: { status: 404, exit: 2 },
  absurd_decision: { status: 400, exit: 2 },
  contradicts: { status: 409, exit: 3 },
  stale: { status: 409, exit: 3 },
  locked: { status: 409, exit: 4 },
} as const;

export type ErrorCode = keyof typeof errorCatalogue;
type Detail = string | number | boolean;
/** What a text names. `others` has the same of further mistakes. */
export type ErrorDetails = Readonly<Record<string, Detail | Record<string, Detail>[]>>;

/** Errors whose text has a place for a reason of the catalogue (reasons.ts). */
export type ReasonedCode =
  | 'bad_system'
  | 'bad_workspace'
  | 'file_unreadable'
  | 'source_not_asked'
  | 'source_refused'
  | 'source_unreachable';

/** Every error a person may see. `details` fill the placeholders of the message and never hold secrets. */
export class TandemError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ReasonedCode, details: Reason & ErrorDetails, options?: { cause?: unknown });
  constructor(code: Exclude<ErrorCode, ReasonedCode>, details?: ErrorDetails, options?: { cause?: unknown });
  constructor(code: ErrorCode, details: ErrorDetails = {}, options: { cause?: unknown } = {}) {
    super(`${code} ${JSON.stringify(details)}`, options);
    this.name = 'TandemError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }

  get exit(): number {
    return errorCatalogue[this.code].exit;
  }
}

export const isTandemError = (error: unknown): error is TandemError => error instanceof TandemError;

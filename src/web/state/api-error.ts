import type { ErrorDetails } from '../../contract/errors.ts';

/** A refusal of the server, or `offline` when no answer came. `code` finds the text: `error.<code>`. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: ErrorDetails;
  /** Finds the failure in the server's log. */
  readonly id: string | undefined;

  constructor(
    code: string,
    status: number,
    details: ErrorDetails = {},
    id?: string,
    options: ErrorOptions = {},
  ) {
    super(code, options);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.details = details;
    this.id = id;
  }
}

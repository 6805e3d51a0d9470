import { basename } from 'node:path';
import type { ErrorDetails } from '../contract/errors.ts';

/** Where the workspace lies on the server is nobody's business: of a file its name is told. */
export const publicDetails = (details: ErrorDetails): ErrorDetails =>
  Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      key === 'file' && typeof value === 'string' ? basename(value) : value,
    ]),
  );

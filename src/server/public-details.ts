import { basename, dirname, isAbsolute, join } from 'node:path';
import type { ErrorDetails } from '../contract/errors.ts';

/** Of a system.yaml the folder says of which system it is. */
const nameOf = (file: string): string =>
  basename(file) === 'system.yaml' ? join(basename(dirname(file)), 'system.yaml') : basename(file);

/** Where the workspace lies on the server is nobody's business: of a file its name is told. */
export const publicDetails = (details: ErrorDetails): ErrorDetails =>
  Object.fromEntries(
    Object.entries(details).map(([key, value]) => [
      key,
      key === 'file' && typeof value === 'string' && isAbsolute(value) ? nameOf(value) : value,
    ]),
  );

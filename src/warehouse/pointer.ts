import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TandemError } from '../contract/errors.ts';
import { writeDurably } from './durable-file.ts';

export interface Pointer {
  readonly generation: string;
  /** ISO timestamp. */
  readonly builtAt: string;
}

export const pointerFile = (warehouseDir: string): string => join(warehouseDir, 'current.json');

export const generationFile = (warehouseDir: string, generation: string): string =>
  join(warehouseDir, `gen-${generation}.duckdb`);

const isPointer = (value: unknown): value is Pointer =>
  typeof value === 'object' &&
  value !== null &&
  'generation' in value &&
  typeof value.generation === 'string' &&
  /^[0-9a-f]{12}$/.test(value.generation) &&
  'builtAt' in value &&
  typeof value.builtAt === 'string';

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The generation being served, or nothing before the first run. Throws `bad_workspace` on a file that is no pointer. */
export function readPointer(warehouseDir: string): Pointer | undefined {
  let text: string;
  try {
    text = readFileSync(pointerFile(warehouseDir), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const value = parsed(text);
  if (!isPointer(value))
    throw new TandemError('bad_workspace', {
      file: pointerFile(warehouseDir),
      reason: 'not_a_pointer',
    });
  return value;
}

/** Replaces the pointer in one step: a reader sees the old or the new, never a mixture. */
export function writePointer(warehouseDir: string, pointer: Pointer): void {
  mkdirSync(warehouseDir, { recursive: true });
  writeDurably(pointerFile(warehouseDir), `${JSON.stringify(pointer)}\n`);
}

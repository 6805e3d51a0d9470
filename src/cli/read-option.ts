import { TandemError } from '../contract/errors.ts';

type Options = Readonly<Record<string, unknown>>;

const bad = (name: string, reason: string): TandemError =>
  new TandemError('bad_request', { reason: `--${name} ${reason}` });

/** An option's text. A number given for a name (`--workspace 2024`) is its digits. Given twice: `bad_request`. */
export function readText(options: Options, name: string): string | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') throw bad(name, 'needs exactly one value');
  if (value === '') throw bad(name, 'is empty');
  return value;
}

/** An option's number within bounds, or nothing. Anything else: `bad_request` naming the option. */
export function readNumber(
  options: Options,
  name: string,
  { min = -Infinity, max = Infinity, whole = false }: { min?: number; max?: number; whole?: boolean } = {},
): number | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && value !== '' ? Number(value) : NaN;
  if (!Number.isFinite(number)) throw bad(name, 'is not a number');
  if (whole && !Number.isInteger(number)) throw bad(name, 'is not a whole number');
  if (number < min || number > max) throw bad(name, `is not between ${min} and ${max}`);
  return number;
}

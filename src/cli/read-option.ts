import { TandemError } from '../contract/errors.ts';

type Options = Readonly<Record<string, unknown>>;

/** An option's text. A number given for a name (`--workspace 2024`) is its digits. Given twice: `bad_request`. */
export function readText(options: Options, name: string): string | undefined {
  const value = options[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string')
    throw new TandemError('bad_request', { reason: 'option_twice', option: name });
  if (value === '') throw new TandemError('bad_request', { reason: 'option_empty', option: name });
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
  if (!Number.isFinite(number))
    throw new TandemError('bad_request', { reason: 'option_no_number', option: name });
  if (whole && !Number.isInteger(number))
    throw new TandemError('bad_request', { reason: 'option_no_whole', option: name });
  if (number < min || number > max)
    throw new TandemError('bad_request', { reason: 'option_range', option: name, min, max });
  return number;
}

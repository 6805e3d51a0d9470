import { z } from 'zod';
import type { Reason } from './reasons.ts';

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** What a schema has against a value: where, and why, as a reason of the catalogue. */
export interface Complaint {
  /** Of what is wrong; of a key that is not known the place it stands. */
  readonly path: readonly (string | number)[];
  readonly reason: Reason;
}

const most = 80;
const keys = (path: Path): (string | number)[] =>
  path.map((key) => (typeof key === 'number' ? key : String(key)));

/** `sources[0].live.url`, as a person finds it. */
export const pathText = (path: Path): string =>
  keys(path).reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`),
    '',
  );

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found !== null ? Reflect.get(found, key) : undefined),
    value,
  );

/** Names that an object of a schema knows at a place; none where its names are free. */
function knownKeys(schema: z.core.$ZodType, path: Path): string[] {
  const inner = schema._zod.def as z.core.$ZodTypeDef & {
    shape?: Readonly<Record<string, z.core.$ZodType>>;
    innerType?: z.core.$ZodType;
    valueType?: z.core.$ZodType;
    element?: z.core.$ZodType;
    options?: readonly z.core.$ZodType[];
    in?: z.core.$ZodType;
  };
  const { shape, innerType, valueType, element, options, in: given } = inner;
  const through = innerType ?? given;
  if (through) return knownKeys(through, path);
  if (options) return [...new Set(options.flatMap((option) => knownKeys(option, path)))];
  const [key, ...rest] = path;
  if (key === undefined) return Object.keys(shape ?? {});
  const next = shape?.[String(key)] ?? valueType ?? element;
  return next ? knownKeys(next, rest) : [];
}

const scalars = ['string', 'number', 'boolean'];

/** What a place takes, as the texts know it. */
const wanted = (types: readonly string[]): string => {
  const [only = '', ...others] = [...new Set(types)];
  if (others.length === 0) return only === 'record' ? 'object' : only;
  return types.includes('array')
    ? 'text_or_list'
    : types.every((type) => scalars.includes(type))
      ? 'scalar'
      : only;
};

const kindOf = (value: unknown): string =>
  value === undefined || value === null ? 'nothing' : Array.isArray(value) ? 'array' : typeof value;

const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)).slice(0, most);

/** The branch of a union that was meant: the one that got furthest; else what all of them would take. */
function meant(errors: readonly (readonly Issue[])[]): Issue | string[] | undefined {
  const flat = errors.map((issues) => issues[0]).filter((issue) => issue !== undefined);
  const deeper = flat.find(
    (issue) =>
      issue.path.length > 0 || !['invalid_type', 'invalid_value', 'invalid_union'].includes(issue.code),
  );
  if (deeper) return deeper;
  const nested = flat.find((issue) => issue.code === 'invalid_union');
  const inNested = nested?.code === 'invalid_union' ? meant(nested.errors) : undefined;
  if (inNested !== undefined && !Array.isArray(inNested)) return inNested;
  const types = flat.flatMap((issue) => (issue.code === 'invalid_type' ? [issue.expected] : []));
  return types.length + (inNested?.length ?? 0) > 0 ? [...types, ...(inNested ?? [])] : flat[0];
}

/** Which of the names that are known was meant, if any is near. */
export type NearestName = (given: string, known: readonly string[]) => string | undefined;

interface Asked {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
  readonly root: Path;
  readonly nearest: NearestName;
}

function complaint(issue: Issue, under: Path, asked: Asked): Complaint {
  const { schema, value, root, nearest } = asked;
  const place = [...under, ...issue.path];
  const path = pathText([...root, ...place]);
  const found = at(value, place);
  const tell = (reason: Reason, where: Path = place): Complaint => ({ path: keys(where), reason });
  const typed = (types: readonly string[]): Complaint =>
    path === ''
      ? tell({ reason: 'value_root', found: kindOf(found) })
      : found === undefined && place.length > 0
        ? tell({ reason: 'value_missing', path, wanted: wanted(types) })
        : tell({ reason: 'value_type', path, wanted: wanted(types), found: kindOf(found) });
  switch (issue.code) {
    case 'invalid_type':
      return typed([issue.expected]);
    case 'unrecognized_keys': {
      const [key = ''] = issue.keys;
      const known = knownKeys(schema, place);
      const near = nearest(key, known);
      const inside = pathText([...root, ...place, key]);
      return tell(
        near === undefined
          ? { reason: 'value_unknown', path: inside, known: known.join(', ') }
          : { reason: 'value_misspelt', path: inside, meant: near },
        [...place, key],
      );
    }
    case 'invalid_value': {
      if (found === undefined) return typed(['string']);
      const known = issue.values.map(String);
      return tell({ reason: 'value_choice', path, found: shown(found), known: known.join(', ') });
    }
    case 'too_small':
    case 'too_big': {
      const limit = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum);
      const kind = issue.exact === true ? `exact_${issue.origin}` : issue.origin;
      return tell({ reason: issue.code === 'too_small' ? 'value_small' : 'value_large', path, limit, kind });
    }
    case 'invalid_format': {
      const form = issue.format === 'regex' ? issue.message : issue.format;
      return tell({ reason: 'value_form', path, found: shown(found), form });
    }
    case 'invalid_key': {
      const [inner] = issue.issues;
      const key = place.at(-1) ?? '';
      return tell({ reason: 'value_form', path, found: shown(String(key)), form: inner?.message ?? '' });
    }
    case 'invalid_union': {
      if ('options' in issue && Array.isArray(issue.options)) {
        const known = issue.options.map(String);
        if (found === undefined) return typed(['string']);
        return tell({ reason: 'value_choice', path, found: shown(found), known: known.join(', ') });
      }
      const branch = meant(issue.errors);
      if (Array.isArray(branch)) return typed(branch);
      if (branch) return complaint(branch, place, asked);
      return tell({ reason: 'value_form', path, found: shown(found), form: '' });
    }
    default:
      return tell({ reason: 'value_clash', path, clash: issue.message });
  }
}

type Asking = Omit<Asked, 'root'> & { readonly root?: Path };

const parentOf = ({ path }: Issue): string => pathText(path.slice(0, -1));
const isUnknown = (issue: Issue): boolean => issue.code === 'unrecognized_keys';

/** Keys that are not known, each by itself, before what else is wrong beside them. */
function inOrder(issues: readonly Issue[]): Issue[] {
  const single: readonly Issue[] = issues.flatMap((issue): Issue[] =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue],
  );
  const placed = new Set<Issue>();
  return single.flatMap((issue) => {
    if (placed.has(issue)) return [];
    const parent = isUnknown(issue) ? pathText(issue.path) : parentOf(issue);
    const first = single.filter(
      (each) => isUnknown(each) && !placed.has(each) && pathText(each.path) === parent,
    );
    const told = first.includes(issue) ? first : [...first, issue];
    for (const each of told) placed.add(each);
    return told;
  });
}

/** A key is missing because it is misspelt: that is one mistake. */
function withoutEffects(all: readonly Complaint[]): Complaint[] {
  const meant = new Set(
    all.flatMap(({ path, reason }) =>
      reason.reason === 'value_misspelt' ? [pathText([...path.slice(0, -1), String(reason.meant)])] : [],
    ),
  );
  return all.filter(({ path, reason }) => reason.reason !== 'value_missing' || !meant.has(pathText(path)));
}

/**
 * All that is wrong with a value that its schema refuses; at least one thing. `root` names what the value is part of. A
 * schema's own message is a code of the texts (`name`, `review_above_match`).
 */
export const complaintsOf = (error: z.core.$ZodError, asked: Asking): Complaint[] =>
  withoutEffects(inOrder(error.issues).map((issue) => complaint(issue, [], { root: [], ...asked })));

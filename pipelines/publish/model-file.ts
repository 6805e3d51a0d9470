import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { TandemError } from '../../src/contract/errors.ts';
import { readYaml, type ReadYaml } from '../read-yaml.ts';
import { invariantSchema } from './invariant.ts';

const columnSchema = z.union([
  z.string().transform((about) => ({ about, type: undefined, not_null: false, personal: false })),
  z.strictObject({
    type: z.string().optional(),
    about: z.string().default(''),
    not_null: z.boolean().default(false),
    personal: z.boolean().default(false),
  }),
  z.null().transform(() => ({ about: '', type: undefined, not_null: false, personal: false })),
]);

const referenceSchema = z.union([
  z.strictObject({ column: z.string(), to: z.string().regex(/^\w+\.\w+$/) }).transform(({ column, to }) => {
    const [table = '', target = ''] = to.split('.');
    return { columns: [column], to: table, to_columns: [target] };
  }),
  z.strictObject({ columns: z.array(z.string()), to: z.string(), to_columns: z.array(z.string()) }),
]);

const givenRows = z.array(z.record(z.string(), z.unknown()));

const casesSchema = z.array(
  z.strictObject({
    name: z.string(),
    given: z.record(z.string(), givenRows),
    expected: givenRows.optional(),
    expected_contains: givenRows.optional(),
  }),
);

const modelSpecSchema = z.strictObject({
  grain: z.string().min(1),
  kind: z.enum(['dim', 'fct', 'bridge', 'mart', 'rollup', 'int', 'meta']).optional(),
  keys: z
    .union([
      z.array(z.string()).transform((key) => (key.length > 0 ? [key] : [])),
      z.array(z.array(z.string())),
    ])
    .default([]),
  columns: z.record(z.string(), columnSchema),
  references: z.array(referenceSchema).default([]),
  invariants: z.array(invariantSchema).default([]),
  totals: z
    .array(
      z.strictObject({
        name: z.string(),
        model: z.string(),
        source: z.string(),
        tolerance: z.number().min(0).default(0.005),
      }),
    )
    .default([]),
  critical: z.array(z.string()).default([]),
  sort: z.array(z.string()).default([]),
  tests: casesSchema.default([]),
});

export type ModelSpec = z.infer<typeof modelSpecSchema>;

const known = new Map<string, ReadYaml<ModelSpec>>();

/** What a .yml says or what is wrong in it. The same text is read once: one run asks several times, and a process may run often. */
export function modelSpecOf(yml: string): ReadYaml<ModelSpec> {
  const spec = known.get(yml) ?? readYaml(yml, modelSpecSchema);
  known.set(yml, spec);
  return spec;
}

export interface ModelFile {
  readonly name: string;
  /** The folder under pipelines/models: core, marts, rollups. */
  readonly area: string;
  readonly file: string;
  readonly kind: string;
  readonly sql: string;
  readonly spec: ModelSpec;
}

/** The .sql that a .yml is about: `<name>.yml` describes it, `<name>.<topic>.yml` has more cases of it. */
const sqlOf = (yml: string): string => yml.replace(/(\.[\w-]+)?\.yml$/, '.sql');

/**
 * Reads every model of a folder: `<area>/<name>.sql` with its `<name>.yml`.
 * Throws `bad_system` naming the file that lacks its twin or breaks the schema.
 */
export function readModels(dir: string): ModelFile[] {
  if (!existsSync(dir)) return [];
  const files = readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort();
  for (const file of files.filter((each) => each.endsWith('.yml')))
    if (!files.includes(sqlOf(file))) throw new TandemError('bad_system', { file, reason: 'no_sql_beside' });
  const models = files.filter((file) => file.endsWith('.sql')).map((file) => readModel(dir, file));
  const names = models.map((model) => model.name);
  const twice = models.find((model, at) => names.indexOf(model.name) !== at);
  if (twice) throw new TandemError('bad_system', { file: twice.file, reason: 'model_twice' });
  return models;
}

function readModel(dir: string, file: string): ModelFile {
  const yml = join(dir, file.replace(/\.sql$/, '.yml'));
  if (!existsSync(yml)) throw new TandemError('bad_system', { file, reason: 'no_yml_beside' });
  const read = modelSpecOf(readFileSync(yml, 'utf8'));
  if ('mistake' in read)
    throw new TandemError('bad_system', { file: relative(dir, yml), ...read.mistake }, { cause: read.cause });
  const name = basename(file, '.sql');
  return {
    name,
    area: dirname(file),
    file,
    kind: read.value.kind ?? name.split('_')[0] ?? 'model',
    sql: readFileSync(join(dir, file), 'utf8').trim().replace(/;$/, ''),
    spec: read.value,
  };
}

/** Cases of a model beyond those in its .yml, by subject in files of their own. Throws `bad_system`. */
export function readMoreCases(dir: string, model: Pick<ModelFile, 'file' | 'name'>): ModelSpec['tests'] {
  const area = join(dir, dirname(model.file));
  const files = readdirSync(area).filter(
    (file) => file.startsWith(`${model.name}.`) && /^\w+\.[\w-]+\.yml$/.test(file),
  );
  return files.sort().flatMap((file) => {
    const read = readYaml(readFileSync(join(area, file), 'utf8'), z.strictObject({ tests: casesSchema }));
    if ('mistake' in read)
      throw new TandemError('bad_system', { file, ...read.mistake }, { cause: read.cause });
    return read.value.tests;
  });
}

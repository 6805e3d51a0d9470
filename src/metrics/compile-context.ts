import type { BegunFact } from './fact-definitions.ts';

export interface CompileContext {
  /** The generation's business "today". */
  readonly asOf: string;
  /** Names of the tables of the generation: a roll-up that is not there is not used. */
  readonly generationTables: ReadonlySet<string> | readonly string[];
  /** The attached catalog of the generation; without it tables are named bare. */
  readonly catalog?: string;
  /** The month, 1 to 12, that fiscal years begin with; January when absent. */
  readonly fiscalFirstMonth?: number;
  /** The first day at whose end the stages of all opportunities are known; the whole past when absent. */
  readonly stagesKnownFrom?: string;
  /** The day since which each fact's data are there; its whole past where absent. */
  readonly factsKnownFrom?: Readonly<Partial<Record<BegunFact, string>>>;
  readonly language?: 'en' | 'zh-CN';
  /** Never a roll-up: for proofs and measurements. */
  readonly forceBase?: boolean;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export const tableSql = (context: CompileContext, table: string): string =>
  context.catalog === undefined ? quoted(table) : `${quoted(context.catalog)}.main.${quoted(table)}`;

export const hasTable = (context: CompileContext, table: string): boolean =>
  Array.isArray(context.generationTables)
    ? context.generationTables.includes(table)
    : (context.generationTables as ReadonlySet<string>).has(table);

export const mask = '•••';

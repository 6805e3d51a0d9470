import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { randomUUID } from 'node:crypto';
import { TandemError } from '../contract/errors.ts';
import {
  type ActiveIdentityDecision,
  type IdentityDecision,
  type IdentityDecisionInput,
  identityDecisionInputSchema,
  identityDecisionSchema,
} from '../contract/identity-decision.ts';
import { syncFolder } from '../warehouse/durable-file.ts';
import { serial } from './serial.ts';

export interface JournalContent {
  readonly decisions: readonly IdentityDecision[];
  /** Numbers (from 1) of lines that are no decision: a crash tore the last one, or a hand damaged another. */
  readonly broken: readonly number[];
}

/** [DECIDE-1] The journal of identity decisions: appended to, never changed. Each line is on disk before `append` resolves. */
export interface IdentityDecisions {
  append(input: IdentityDecisionInput, by: string): Promise<IdentityDecision>;
  /** Several at once, in one write and with one instant, by which they are known to belong together; none when one of them is refused. */
  appendAll(inputs: readonly IdentityDecisionInput[], by: string): Promise<IdentityDecision[]>;
  list(): JournalContent;
  active(): ActiveIdentityDecision[];
}

/** Reads a journal; a file that is not there is an empty one. */
export function readIdentityDecisions(file: string): JournalContent {
  if (!existsSync(file)) return { decisions: [], broken: [] };
  const decisions: IdentityDecision[] = [];
  const broken: number[] = [];
  for (const [at, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const decision = parseLine(line);
    if (decision) decisions.push(decision);
    else broken.push(at + 1);
  }
  return { decisions, broken };
}

function parseLine(line: string): IdentityDecision | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  return identityDecisionSchema.safeParse(value).data;
}

/** [DECIDE-2] Decisions that hold, oldest first: revocations and what they revoke left out. A revocation is final. */
export function activeDecisions(decisions: readonly IdentityDecision[]): ActiveIdentityDecision[] {
  const revoked = new Set(decisions.flatMap((each) => (each.kind === 'revoke' ? [each.revokes] : [])));
  return decisions.filter(
    (each): each is ActiveIdentityDecision => each.kind !== 'revoke' && !revoked.has(each.id),
  );
}

/** Opens the journal at `file`; `now` and `newId` stamp what is appended. Throws `not_found` when a revoked decision is not there or no longer holds. */
export function identityDecisions(
  file: string,
  now: () => Date,
  newId: () => string = randomUUID,
): IdentityDecisions {
  const write = serial();
  let read: { stamp: string; content: JournalContent } | undefined;
  const list = (): JournalContent => {
    const found = statSync(file, { throwIfNoEntry: false });
    const stamp = found === undefined ? '' : `${found.size} ${found.mtimeMs} ${found.ino}`;
    if (read?.stamp !== stamp) read = { stamp, content: readIdentityDecisions(file) };
    return read.content;
  };
  const appendAll: IdentityDecisions['appendAll'] = (inputs, by) =>
    write(() => {
      const held = new Map(activeDecisions(list().decisions).map(({ id, entity }) => [id, entity]));
      const at = now().toISOString();
      const decisions = inputs.map((input) => {
        const given = identityDecisionInputSchema.parse(input);
        if (given.kind === 'revoke') {
          if (held.get(given.revokes) !== given.entity)
            throw new TandemError('not_found', { what: given.revokes });
          held.delete(given.revokes);
        }
        return identityDecisionSchema.parse({ ...given, id: newId(), at, by });
      });
      if (decisions.length > 0) appendLines(file, decisions);
      return Promise.resolve(decisions);
    });
  return {
    async append(input, by) {
      const [decision] = await appendAll([input], by);
      if (decision === undefined) throw new TandemError('internal');
      return decision;
    },
    appendAll,
    list,
    active: () => activeDecisions(list().decisions),
  };
}

/** A torn last line is closed off first, so that the new one stands alone. */
function appendLines(file: string, decisions: readonly IdentityDecision[]): void {
  const lines = decisions.map((decision) => `${JSON.stringify(decision)}\n`).join('');
  const fresh = !existsSync(file);
  mkdirSync(dirname(file), { recursive: true });
  const torn = !fresh && !/(^|\n)$/.test(readFileSync(file, 'utf8'));
  const handle = openSync(file, 'a');
  try {
    writeSync(handle, `${torn ? '\n' : ''}${lines}`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (fresh) syncFolder(dirname(file));
}

import type { Progress, ProgressEvent } from '../contract/progress.ts';
import type { Translate } from '../messages/translate.ts';

/** What a view of progress writes to; a test gives its own. */
export interface ProgressSink {
  readonly write: (text: string) => unknown;
  readonly isTTY: boolean;
  /** Width now; nothing or 0 when the terminal does not say. */
  readonly columns: number | undefined;
}

/** `progress.<step>` is said if there is such a message, else `progress.<first part>`, else the step itself. */
const stepName = (t: Translate, step: string): string =>
  t.maybe(`progress.${step}`) ?? t.maybe(`progress.${step.split('.')[0] ?? step}`) ?? step;

const bar = (done: number, total: number, width = 20): string => {
  const full = total > 0 ? Math.round((Math.min(done, total) / total) * width) : 0;
  return `${'█'.repeat(full)}${'░'.repeat(width - full)}`;
};

/** Wide characters take two columns of a terminal. */
const fit = (text: string, columns: number): string => {
  let used = 0;
  let end = 0;
  for (const character of text) {
    used +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
    if (used > columns) break;
    end += character.length;
  }
  return text.slice(0, end);
};

/** One JSON object a line, as the server reads them from a run it started. */
export const jsonProgress =
  (write: (text: string) => unknown): Progress =>
  (event) =>
    void write(`${JSON.stringify({ progress: event })}\n`);

/** A bar redrawn in place on a terminal; without one, a line when a step starts, ends or fails. */
export function progressView(
  t: Translate,
  sink: ProgressSink,
  now: () => number = () => Date.now(),
): Progress {
  const started = new Map<string, number>();
  let drawnAt = 0;
  const width = (): number => (sink.columns || 80) - 1;
  const line = (text: string): void => {
    sink.write(sink.isTTY ? `\r\u001b[2K${fit(text, width())}\n` : `${text}\n`);
  };
  const seconds = (step: string): string => {
    const start = started.get(step);
    return start === undefined ? '' : ` ${((now() - start) / 1000).toFixed(1)} s`;
  };
  const draw = (event: ProgressEvent): void => {
    if (!sink.isTTY || now() - drawnAt < 40) return;
    drawnAt = now();
    const name = stepName(t, event.step);
    const count =
      event.total === undefined
        ? ''
        : ` ${bar(event.done ?? 0, event.total)} ${event.done ?? 0}/${event.total}`;
    sink.write(`\r\u001b[2K${fit(`  ${name}${count} ${event.item ?? ''}`, width())}`);
  };
  return (event) => {
    if (event.state === 'start') started.set(event.step, now());
    if (event.state === 'start' || event.state === 'progress') {
      if (!sink.isTTY && event.state === 'start') line(`  ${stepName(t, event.step)} …`);
      draw(event);
      return;
    }
    const mark = event.state === 'done' ? '✓' : '✗';
    const item = event.item === undefined ? '' : ` ${event.item}`;
    line(`${mark} ${stepName(t, event.step)}${item}${seconds(event.step)}`);
  };
}

import { dayCount } from './calendar.ts';

/** Days before the first one for which things may be planned: deals that are already under way. */
export const warmUp = 90;

/** Things to do on later days. What lies after the last day is forgotten: it has not happened yet. */
export class Agenda<T> {
  private readonly days: (T[] | undefined)[] = new Array<T[] | undefined>(dayCount + warmUp);

  add(day: number, item: T): void {
    if (day >= dayCount) return;
    const list = this.days[day + warmUp];
    if (list) list.push(item);
    else this.days[day + warmUp] = [item];
  }

  /** The things of a day, removed from the agenda. */
  take(day: number): readonly T[] {
    const list = this.days[day + warmUp] ?? [];
    this.days[day + warmUp] = undefined;
    return list;
  }
}

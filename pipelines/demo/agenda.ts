import { dayCount } from './calendar.ts';

/** Things to do on later days. What lies after the last day is forgotten: it has not happened yet. */
export class Agenda<T> {
  private readonly days: (T[] | undefined)[] = new Array<T[] | undefined>(dayCount);

  add(day: number, item: T): void {
    if (day >= dayCount) return;
    const list = this.days[day];
    if (list) list.push(item);
    else this.days[day] = [item];
  }

  /** The things of a day, removed from the agenda. */
  take(day: number): readonly T[] {
    const list = this.days[day] ?? [];
    this.days[day] = undefined;
    return list;
  }
}

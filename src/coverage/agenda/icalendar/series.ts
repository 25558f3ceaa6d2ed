import { hashOf } from '../../../base/ids.ts';
import type { Component } from './components.ts';
import { type Entry, titleOf } from './entry.ts';
import { propertyOf, textOf } from './properties.ts';
import { nameOfTime } from './repeat.ts';
import type { CalendarTime } from './times.ts';

/** The versions of one entry, and of the single times at which it is otherwise. */
export interface Series {
  readonly uid: string | null;
  /** How many before it have no id either, and the same name and start. */
  readonly twins: number;
  readonly masters: readonly Component[];
  readonly exceptions: readonly Component[];
}

/** The entries of a calendar, each with all that is said of it wherever it stands. */
export function seriesOf(calendar: Component): readonly Series[] {
  const byUid = new Map<string, OpenSeries>();
  const nameless = new Map<string, number>();
  for (const entry of calendar.components) {
    if (entry.name !== 'VEVENT') continue;
    const uid = textOf(entry, 'UID');
    const key = uid === null ? `line ${entry.line}` : `uid ${uid}`;
    const series = byUid.get(key) ?? { uid, twins: 0, masters: [], exceptions: [] };
    if (uid === null) {
      const name = `${titleOf(entry)} ${propertyOf(entry, 'DTSTART')?.values[0]}`;
      series.twins = nameless.get(name) ?? 0;
      nameless.set(name, series.twins + 1);
    }
    byUid.set(key, series);
    (propertyOf(entry, 'RECURRENCE-ID') ? series.exceptions : series.masters).push(entry);
  }
  return [...byUid.values()];
}

type OpenSeries = { uid: string | null; twins: number; masters: Component[]; exceptions: Component[] };

/** Of a single entry its own id; of one of many, that and when it was first meant to be. */
export function idOf({ uid, twins }: Series, of: CalendarTime | null, entry?: Entry): string {
  if (uid === null) {
    const name = entry ? `${titleOf(entry.component)} ${nameOfTime(of ?? entry.start)}` : '';
    return hashOf(twins === 0 ? name : `${name} ${twins}`).slice(0, 20);
  }
  return of === null ? uid : `${uid}/${nameOfTime(of)}`;
}

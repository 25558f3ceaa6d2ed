import type ICAL from 'ical.js';
import { findIana } from 'windows-iana';
import { memoize } from '../../../base/memoize.ts';
import { isZone } from '../../zoned-time.ts';
import type { Component } from './components.ts';
import { textOf, toIcal } from './properties.ts';

/** The zone that a TZID stands for: one of the database, or one whose rules the calendar brings along. */
export type CalendarZone =
  | { readonly kind: 'database'; readonly zone: string }
  | { readonly kind: 'own'; readonly rules: ICAL.Timezone };

/** Finds the zone a TZID stands for in its calendar; null when nobody can know it. */
export type FindZone = (tzid: string) => CalendarZone | null;

/**
 * The zones of one calendar. The zone database goes before the rules a calendar brings along, which are as old as the
 * program that wrote them; these hold where the name is nobody's but the calendar's own.
 */
export function zonesOf(
  timezones: readonly Component[],
  createTimezone: (component: ICAL.Component) => ICAL.Timezone,
): FindZone {
  return memoize((tzid) => {
    const name = nameOfZone(tzid);
    if (name !== null) return { kind: 'database', zone: name };
    const own = timezones.find((component) => textOf(component, 'TZID') === tzid.trim());
    if (!own) return null;
    const place = nameOfZone(textOf(own, 'X-LIC-LOCATION') ?? '');
    if (place !== null) return { kind: 'database', zone: place };
    return own.components.length > 0 ? { kind: 'own', rules: createTimezone(toIcal(own)) } : null;
  });
}

/** A zone of the database by any of the names that calendars give it; null when it has none of them. */
export function nameOfZone(tzid: string): string | null {
  const written = tzid.replace(/^"|"$/g, '').trim();
  return (
    inDatabase(written) ??
    // As in /mozilla.org/20070129_1/Europe/Berlin.
    inDatabase(/[^/]+\/[^/]+(?:\/[^/]+)?$/.exec(written)?.[0] ?? '') ??
    inDatabase(/[^/]+\/[^/]+$/.exec(written)?.[0] ?? '') ??
    ofWindows(written) ??
    fixedOffset(written)
  );
}

function inDatabase(name: string): string | null {
  if (/^(?:UTC|GMT|Z|Etc\/UTC|Zulu)$/i.test(name)) return 'UTC';
  return isZone(name) ? name : null;
}

/** Windows' own names ("W. Europe Standard Time"), by Unicode's table, and how Outlook shows them to people. */
function ofWindows(name: string): string | null {
  const [byTable] = findIana(name as Parameters<typeof findIana>[0]);
  if (byTable !== undefined) return byTable;
  const shown = /^\((?:UTC|GMT)[^)]*\)\s*(.+)$/.exec(name)?.[1] ?? name;
  const american = /^(.+) Time \(US (?:&|and) Canada\)$/.exec(shown)?.[1];
  const [inAmerica] = american ? findIana(`${american} Standard Time` as Parameters<typeof findIana>[0]) : [];
  return inAmerica ?? ofCities(shown);
}

/** A list of cities that share a zone ("Canberra, Melbourne, Sydney"): that of the first the database knows. */
function ofCities(shown: string): string | null {
  if (!shown.includes(',')) return null;
  for (const city of shown.split(',')) {
    const zone = zonesByCity().get(city.trim().replaceAll(' ', '_').toLowerCase());
    if (zone !== undefined) return zone;
  }
  return null;
}

let byCity: ReadonlyMap<string, string> | null = null;

function zonesByCity(): ReadonlyMap<string, string> {
  byCity ??= new Map(
    Intl.supportedValuesOf('timeZone').map((zone) => [
      zone.slice(zone.lastIndexOf('/') + 1).toLowerCase(),
      zone,
    ]),
  );
  return byCity;
}

/** "(GMT +01:00)", "UTC+01": whole hours, as the database has no others by offset; its signs count westward. */
function fixedOffset(name: string): string | null {
  const [, sign, hours] = /^\(?(?:UTC|GMT)\s*([+-])(\d{1,2})(?::?00)?\)?$/.exec(name) ?? [];
  if (sign === undefined) return null;
  const count = Number(hours);
  if (count === 0) return 'UTC';
  return inDatabase(`Etc/GMT${sign === '+' ? '-' : '+'}${count}`);
}

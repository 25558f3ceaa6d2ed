import { placeholders as placeholderNames } from '../coverage/moments/placeholders.ts';
import { isTerm } from '../coverage/term.ts';
import { addDays, isCalendarDay, isZone } from '../coverage/zoned-time.ts';
import { findNearest, suggest } from './suggestion.ts';
import { minutesOf } from './written-times.ts';

/** Each finds what is wrong with a value as written, as a sentence; null when nothing is. */
export type FindFault = (value: string) => string | null;

export const kebabForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const dayForm = /^\d{4}-\d{2}-\d{2}$/;
export const dayRangeForm = /^\d{4}-\d{2}-\d{2}( to \d{4}-\d{2}-\d{2})?$/;
export const timeRangeForm = /^([01]\d|2[0-3]):[0-5]\d to ([01]\d|2[0-3]):[0-5]\d$/;
export const stretchForm = /^\d{1,4} ?[mh]$/;
export const settlingForm = /^\d{1,4} ?[mh](,? at most \d{1,4} ?[mh])?$/;
export const sizeForm = /^[1-9]\d{0,3} ?(kB|MB)$/;
export const burstForm = /^[1-9]\d? in \d{1,4} ?[mh]$/;
export const sessionTimeForm = /^\d{4}-\d{2}-\d{2}( ([01]\d|2[0-3]):[0-5]\d)?$/;
export const sessionEndForm = /^(\d{4}-\d{2}-\d{2}|(\d{4}-\d{2}-\d{2} )?([01]\d|2[0-3]):[0-5]\d)$/;
const placeholders: readonly string[] = placeholderNames;

export const dayAndTimeForm = /^\d{4}-\d{2}-\d{2} ([01]\d|2[0-3]):[0-5]\d$/;
export const timeOfDayForm = /^([01]\d|2[0-3]):[0-5]\d$/;
export const sessionWordsForm = /^(\d{1,4}[mh] before )?\S.* sessions$/;
export const tagForm = /^[\p{L}\p{M}\p{N}_]+$/u;

export const findKebabFault: FindFault = (value) =>
  kebabForm.test(value)
    ? null
    : `"${value}" is not a name of small letters, digits and single hyphens, as in un-news-2017.`;

export const findDayRangeFault: FindFault = (value) => {
  if (!dayRangeForm.test(value)) {
    return `"${value}" is not a range of days; write 2017-11-14 to 2017-11-15, or one day alone.`;
  }
  const [first = '', last = first] = value.split(' to ');
  for (const day of [first, last]) if (!isCalendarDay(day)) return notInCalendar(day);
  return last < first ? `The event ends (${last}) before it starts (${first}).` : null;
};

export const findDayFault: FindFault = (value) => {
  if (!dayForm.test(value)) return `"${value}" is not a day; write it as 2017-11-14.`;
  return isCalendarDay(value) ? null : notInCalendar(value);
};

export const findTimeRangeFault: FindFault = (value) => {
  if (!timeRangeForm.test(value))
    return `"${value}" is not two times from 00:00 to 23:59; write 23:00 to 06:30.`;
  const [from, to] = value.split(' to ');
  return from === to
    ? `"${value}" would be the whole day; write two different times, or leave the key out.`
    : null;
};

export const findStretchFault: FindFault = (value) =>
  stretchForm.test(value)
    ? null
    : `"${value}" is not a stretch of time; write minutes or hours, as in 5m or 1h.`;

export const findSettlingFault: FindFault = (value) => {
  if (!settlingForm.test(value))
    return `"${value}" does not say how long an article must stay the same; write 3m, at most 10m.`;
  const [quiet = '', most = quiet] = value.split(/,? at most /);
  return minutesOf(most) < minutesOf(quiet)
    ? `"${value}" would give up before it has waited; write the shorter time first, as in 3m, at most 10m.`
    : null;
};

export const findSizeFault: FindFault = (value) =>
  sizeForm.test(value) ? null : `"${value}" is not a size; write kilobytes or megabytes, as in 800kB or 5MB.`;

export const findBurstFault: FindFault = (value) =>
  burstForm.test(value) ? null : `"${value}" is not so many in a stretch of time; write as in 3 in 10m.`;

export const findSessionTimeFault: FindFault = (value) => {
  if (!sessionTimeForm.test(value))
    return `"${value}" is not when a session starts; write 2017-11-14 09:00, or a day for whole days.`;
  const day = value.slice(0, 10);
  return isCalendarDay(day) ? null : notInCalendar(day);
};

export const findDayAndTimeFault: FindFault = (value) => {
  if (!dayAndTimeForm.test(value)) return `"${value}" is not a day and a time; write 2017-11-13 09:00.`;
  const day = value.slice(0, 10);
  return isCalendarDay(day) ? null : notInCalendar(day);
};

export const findTimeOfDayFault: FindFault = (value) =>
  timeOfDayForm.test(value) ? null : `"${value}" is not a time from 00:00 to 23:59; write 08:15.`;

export const findSessionWordsFault: FindFault = (value) =>
  sessionWordsForm.test(value)
    ? null
    : `"${value}" does not say which sessions; write "15m before plenary sessions", or "all sessions".`;

/** A template may name nothing that no post of its kind could say. */
export const findTemplateFault: FindFault = (value) => {
  const unknown = [...value.matchAll(/\{([^{}]*)\}/g)].find(([, name = '']) => !placeholders.includes(name));
  if (!unknown) return null;
  return `"${unknown[0]}" stands for nothing${suggest(unknown[1] ?? '', placeholders) || '.'} Known here: ${placeholders.join(', ')}.`;
};

export const findSessionEndFault: FindFault = (value) => {
  if (!sessionEndForm.test(value))
    return `"${value}" is not when a session ends; write 10:30, 2017-11-15 00:30, or a day for whole days.`;
  const [day] = value.split(' ');
  return !day || day.includes(':') || isCalendarDay(day) ? null : notInCalendar(day);
};

export const findTagFault: FindFault = (value) => {
  if (tagForm.test(value) && !/^[\p{N}_]+$/u.test(value)) return null;
  const joined = value
    .replace(/^#+/, '')
    .split(/[^\p{L}\p{M}\p{N}_]+/u)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
  const instead = /\p{L}/u.test(joined) ? `; write ${joined}` : '';
  return `"${value}" is not a hashtag: letters, digits and underscores, at least one letter, no sign${instead}.`;
};

export const findTermFault: FindFault = (value) =>
  isTerm(value)
    ? null
    : `"${value}" has no letter to look for; write a word or a phrase, or "*" alone for every story.`;

export const findBannedTermFault: FindFault = (value) =>
  value.trim() === '*' ? '"*" stands in everything, so that nothing would be posted.' : findTermFault(value);

export const findSpellingFault: FindFault = (value) =>
  /[\r\n\u2028\u2029]/u.test(value) ? 'A name stands on one line.' : null;

export const findAddressFault: FindFault = (value) => {
  const address = /^https?:\/\//i.test(value) ? URL.parse(value) : null;
  if (!address) {
    return `"${value}" is not a web address; it begins with https:// or http:// and a host.`;
  }
  if (address.username || address.password) {
    return 'The address carries a user name or password; an address here is shown in logs and posts, so leave them out.';
  }
  return null;
};

export const findPlaceFault: FindFault = (value) => {
  if (/^(https?|webcals?):/i.test(value)) return findAddressFault(asWebAddress(value));
  const [, scheme] = /^([a-z][a-z\d+.-]+):/i.exec(value) ?? [];
  return scheme === undefined
    ? null
    : `"${scheme}:" is not read; write an https:// address or the path of a file.`;
};

/** Calendar programs write webcal: for an address they subscribe to; it is asked over https. */
export function asWebAddress(address: string): string {
  return address.replace(/^webcals?:/i, 'https:');
}

export const findLanguageFault: FindFault = (value) => {
  if (languageName(value) !== null) return null;
  const meant = languagesByName().get(value.toLowerCase());
  return `"${value}" is not a language tag${meant ? `; did you mean "${meant}"?` : '; write one as in en, fr or pt-BR.'}`;
};

export const findZoneFault: FindFault = (value) => {
  if (isZone(value)) return null;
  const zones = [...zonesRenamed, ...Intl.supportedValuesOf('timeZone')];
  const byCity = new Map(zones.map((zone) => [zone.slice(zone.lastIndexOf('/') + 1), zone]));
  const city = findNearest(value.slice(value.lastIndexOf('/') + 1).replaceAll(' ', '_'), byCity.keys());
  const meant = findNearest(value, zones) ?? (city === null ? null : byCity.get(city));
  return `"${value}" is not a time zone${meant ? `; did you mean "${meant}"?` : '; name a place, as in Europe/Berlin.'}`;
};

/** Node knows these, yet lists them by their former names (checked 2026-11). */
const zonesRenamed =
  'Europe/Kyiv Asia/Kolkata Asia/Kathmandu Asia/Yangon Asia/Ho_Chi_Minh America/Nuuk Atlantic/Faroe Africa/Asmara'.split(
    ' ',
  );

function notInCalendar(day: string): string {
  const [year = '', month = '', dayOfMonth = ''] = day.split('-');
  if (Number(month) < 1 || Number(month) > 12)
    return `"${day}" is not in the calendar: months go from 01 to 12.`;
  const last = addDays(`${addDays(`${year}-${month}-28`, 4).slice(0, 7)}-01`, -1);
  const which = Number(dayOfMonth) < 1 ? 'begins with 01' : `ends with ${last.slice(8)}`;
  return `"${day}" is not in the calendar: ${year}-${month} ${which}.`;
}

// "english" is a well-formed tag; only the name list tells that no language is called so.
const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });

function languageName(tag: string): string | null {
  try {
    return names.of(tag) ?? null;
  } catch {
    return null;
  }
}

function languagesByName(): ReadonlyMap<string, string> {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const tags = letters.flatMap((first) => letters.map((second) => first + second));
  return new Map(
    tags.flatMap((tag) => {
      const name = languageName(tag);
      return name === null ? [] : [[name.toLowerCase(), tag] as const];
    }),
  );
}

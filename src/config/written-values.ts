import { findCronFault } from './cron-faults.ts';
import {
  burstForm,
  dayAndTimeForm,
  dayForm,
  dayRangeForm,
  findAddressFault,
  findBannedTermFault,
  findBurstFault,
  findDayAndTimeFault,
  findDayFault,
  findDayRangeFault,
  findKebabFault,
  findLanguageFault,
  findPlaceFault,
  findSessionEndFault,
  findSessionTimeFault,
  findSessionWordsFault,
  findSettlingFault,
  findSizeFault,
  findSpellingFault,
  findStretchFault,
  findTagFault,
  findTemplateFault,
  findTermFault,
  findTimeOfDayFault,
  findTimeRangeFault,
  findZoneFault,
  kebabForm,
  sessionEndForm,
  sessionTimeForm,
  sessionWordsForm,
  settlingForm,
  sizeForm,
  stretchForm,
  tagForm,
  timeOfDayForm,
  timeRangeForm,
} from './faults.ts';
import { findBlueskyHandleFault, findMastodonHandleFault } from './handle-faults.ts';
import { written } from './schema-parts.ts';

/** A name for machines: "vancouver-2017". */
export const kebabName = written('a name of small letters, digits and hyphens', {
  findFault: findKebabFault,
  form: kebabForm,
});

/** One day or a range of days. */
export const dayRange = written('the first and the last day, as in 2017-11-14 to 2017-11-15', {
  findFault: findDayRangeFault,
  form: dayRangeForm,
});

/** One day. */
export const calendarDay = written('a day, as in 2017-11-02', { findFault: findDayFault, form: dayForm });

/** An IANA time zone. */
export const zoneName = written('the time zone of the place, as in Europe/Berlin', {
  findFault: findZoneFault,
});

/** BCP 47. */
export const languageTag = written('a language tag, as in en or pt-BR', { findFault: findLanguageFault });

/** A hashtag without its sign. */
export const tagWord = written('a hashtag without its sign (in YAML, # begins a comment)', {
  findFault: findTagFault,
  form: tagForm,
});

/** A word or phrase that stories are searched for. */
export const searchTerm = written('a word or a phrase', { findFault: findTermFault });

/** A word or phrase that never goes out. */
export const bannedTerm = written('a word or a phrase', { findFault: findBannedTermFault });

/** How the house writes a name. */
export const approvedSpelling = written('the approved spelling of the name', {
  findFault: findSpellingFault,
});

/** An http or https address without credentials. */
export const webAddress = written('a web address, as in https://news.example/rss.xml', {
  findFault: findAddressFault,
  form: /^https?:\/\//,
});

/** A line node-cron understands. */
export const cronLine = written('a cron line, as in "*/5 8-19 * * *"', { findFault: findCronFault });

/** Two times of day. */
export const timeRange = written('two times of day, as in 23:00 to 06:30', {
  findFault: findTimeRangeFault,
  form: timeRangeForm,
});

/** Minutes or hours. */
export const stretchOfTime = written('a stretch of time, as in 5m or 1h', {
  findFault: findStretchFault,
  form: stretchForm,
});

/** How long an article must stay the same, and how long that is waited for. */
export const settlingTime = written('a stretch of time and a longest, as in 3m, at most 10m', {
  findFault: findSettlingFault,
  form: settlingForm,
});

/** A size in kilobytes or megabytes. */
export const bodySize = written('a size, as in 5MB or 800kB', { findFault: findSizeFault, form: sizeForm });

/** So many in a stretch of time. */
export const burst = written('so many in a stretch of time, as in 3 in 10m', {
  findFault: findBurstFault,
  form: burstForm,
});

/** Who somebody is on the fediverse. */
export const mastodonHandle = written('an address, as in "@name@server.example"', {
  findFault: findMastodonHandleFault,
});

/** Who somebody is on Bluesky. */
export const blueskyHandle = written('a handle, as in name.example', { findFault: findBlueskyHandleFault });

/** Where a schedule is: an address, or the path of a file. */
export const schedulePlace = written('the address or file of a schedule', { findFault: findPlaceFault });

/** When a session starts. */
export const sessionTime = written('day and time, as in 2017-11-14 09:00, or a day', {
  findFault: findSessionTimeFault,
  form: sessionTimeForm,
});

/** When a session ends. */
export const sessionEnd = written('a time on the same day, as in 10:30, or day and time', {
  findFault: findSessionEndFault,
  form: sessionEndForm,
});

/** Once, at a time. */
export const dayAndTime = written('day and time, as in 2017-11-13 09:00', {
  findFault: findDayAndTimeFault,
  form: dayAndTimeForm,
});

/** Each day at the same time. */
export const timeOfDay = written('a time of day, as in 08:15', {
  findFault: findTimeOfDayFault,
  form: timeOfDayForm,
});

/** Which sessions, and how long before. */
export const sessionWords = written('which sessions, as in 15m before plenary sessions', {
  findFault: findSessionWordsFault,
  form: sessionWordsForm,
});

/** The operator's own words of a post. */
export const template = written('the words of the post', { findFault: findTemplateFault });

import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadEvents } from '../../src/config/load-events.ts';
import { describeProblem } from '../../src/config/problem.ts';
import { anEventText, fixture } from './folder.ts';
import { problemsOf, secrets } from './problems-of.ts';

describe('a wrong event file', () => {
  test('has every problem reported at once, each at its place with what is allowed', async () => {
    const { events, problems } = await loadEvents([fixture('everything-wrong.yaml')], secrets);
    const described = problems.map((problem) =>
      describeProblem({ ...problem, file: 'everything-wrong.yaml' }),
    );
    expect(described.join('\n')).toBe((await readFile(fixture('everything-wrong.txt'), 'utf8')).trimEnd());
    expect(events).toEqual([]);
  });

  test('does not keep a sound one from being loaded', async () => {
    const { events } = await loadEvents([fixture('everything-wrong.yaml'), fixture('least.yaml')], secrets);
    expect(events.map(({ id }) => id)).toEqual(['harbour-days']);
  });

  const slips: readonly (readonly [name: string, lines: Record<string, string>, problem: string])[] = [
    [
      'an impossible day',
      { dates: ' 2026-02-29' },
      'event:4:8  error  "2026-02-29" is not in the calendar: 2026-02 ends with 28.',
    ],
    [
      'an impossible month',
      { dates: ' 2026-13-01' },
      'event:4:8  error  "2026-13-01" is not in the calendar: months go from 01 to 12.',
    ],
    [
      'a day written the other way round',
      { dates: ' 06.06.2026' },
      'event:4:8  error  "06.06.2026" is not a range of days; write 2017-11-14 to 2017-11-15, or one day alone.',
    ],
    [
      'an end before the start',
      { dates: ' 2026-06-07 to 2026-06-06' },
      'event:4:8  error  The event ends (2026-06-06) before it starts (2026-06-07).',
    ],
    [
      'a city for a zone',
      { zone: ' Lisbon' },
      'event:3:7  error  "Lisbon" is not a time zone; did you mean "Europe/Lisbon"?',
    ],
    [
      'a slip in a name of late',
      { zone: ' Europe/Kyyiv' },
      'event:3:7  error  "Europe/Kyyiv" is not a time zone; did you mean "Europe/Kyiv"?',
    ],
    [
      'a zone on the wrong continent',
      { zone: ' Africa/Lisbon' },
      'event:3:7  error  "Africa/Lisbon" is not a time zone; did you mean "Europe/Lisbon"?',
    ],
    [
      'an abbreviated zone',
      { zone: ' EST' },
      'event:3:7  error  "EST" is not a time zone; name a place, as in Europe/Berlin.',
    ],
    [
      'an offset for a zone',
      { zone: ' "+02:00"' },
      'event:3:7  error  "+02:00" is not a time zone; name a place, as in Europe/Berlin.',
    ],
    [
      'an article that is to settle without a time',
      { feeds: '\n  - url: https://a.example/f\n    stabilise: soon' },
      'event:8:16  error  "soon" does not say how long an article must stay the same; write 3m, at most 10m.',
    ],
    [
      'an article that is given up before it can settle',
      { feeds: '\n  - url: https://a.example/f\n    stabilise: 1h, at most 3m' },
      'event:8:16  error  "1h, at most 3m" would give up before it has waited; write the shorter time first, as in 3m, at most 10m.',
    ],
    [
      'an announcement of the year after',
      { moments: '\n  announcement: 2027-06-01 09:00' },
      'event:13:17  warning  The announcement (2027-06-01 09:00) would come after the event, which ends on 2026-06-06.',
    ],
    [
      'a closing of the year before',
      { moments: '\n  closing: { at: 2025-06-06 19:00 }' },
      'event:13:12  warning  The closing (2025-06-06 19:00) would come before the event, which begins on 2026-06-06.',
    ],
    [
      'a feed in a language of no account',
      { feeds: '\n  - url: https://a.example/f\n    language: ar' },
      'event:8:15  warning  No account posts in ar, so nothing of this feed is posted; give one of the accounts that language.',
    ],
    [
      'a size without a unit',
      { feeds: '\n  - url: https://a.example/f\n    largest-body: "5000"' },
      'event:8:19  error  "5000" is not a size; write kilobytes or megabytes, as in 800kB or 5MB.',
    ],
    [
      'a cron line in the wrong field',
      { poll: '\n  during: "0 8 32 * *"' },
      'event:13:11  error  In "0 8 32 * *" the day of the month is 32; allowed are 1 to 31, L for the last.',
    ],
    [
      'a cron line with a number that would take minutes to count to',
      { poll: '\n  during: "0-99999999999 * * * *"' },
      'event:13:11  error  In "0-99999999999 * * * *" the minute is 0-99999999999; allowed are 0 to 59.',
    ],
    [
      'a day that no month of a cron line has',
      { poll: '\n  during: "0 8 30 2 *"' },
      'event:13:11  error  "0 8 30 2 *" names a day that its months do not have.',
    ],
    [
      'a step without a range',
      { poll: '\n  during: "5/10 * * * *"' },
      'event:13:11  error  In "5/10 * * * *" the minute is 5/10; allowed are 0 to 59; a step follows * or a range, as in */5 or 8-19/2.',
    ],
    [
      'no feed at all',
      { feeds: ' []' },
      'event:6:8  error  "feeds" must be a list of feeds, each with its url, not an empty list.',
    ],
    [
      'a feed that stands twice',
      { feeds: '\n  - url: https://a.example/\n  - url: https://a.example/' },
      'event:8:10  error  The feed https://a.example/ stands twice; keep one of them.',
    ],
    [
      'a feed with a password in its address',
      { feeds: '\n  - url: https://me:pass@a.example/' },
      'event:7:10  error  The address carries a user name or password; an address here is shown in logs and posts, so leave them out.',
    ],
    [
      'a feed on another protocol',
      { feeds: '\n  - url: ftp://a.example/' },
      'event:7:10  error  "ftp://a.example/" is not a web address; it begins with https:// or http:// and a host.',
    ],
    [
      'a rule that covers nothing',
      { covers: '\n  none: [obituary]' },
      'event:9:3  error  Nothing says which stories belong; list words under any or all ("*" under any for every story).',
    ],
    [
      'a term without a letter',
      { covers: '\n  any: ["-"]' },
      'event:9:9  error  "-" has no letter to look for; write a word or a phrase, or "*" alone for every story.',
    ],
    [
      'a hashtag with its sign',
      { tags: ' ["#HarbourDays"]' },
      'event:12:8  error  "#HarbourDays" is not a hashtag: letters, digits and underscores, at least one letter, no sign; write HarbourDays.',
    ],
    [
      'a hashtag that became a comment',
      { tags: '\n  - #HarbourDays' },
      'event:13:5  error  An entry of "tags" is empty: a hashtag without its sign (in YAML, # begins a comment) belongs here.',
    ],
    [
      'more hashtags than a thread carries',
      { tags: ' [One, Two, Three]' },
      'event:12:18  warning  A thread carries two hashtags; Three will not be used.',
    ],
    [
      'an opener that does not open',
      { parts: ' [quotes, opener]' },
      'event:12:8  error  A thread begins with its opener; put opener first.',
    ],
    [
      'a part that stands twice',
      { parts: ' [points, quotes: 1, points]' },
      'event:12:8  error  "points" stands twice; keep one of them.',
    ],
    [
      'a part that stands once bare and once with a number',
      { parts: ' [media, media: 1]' },
      'event:12:8  error  "media" stands twice; keep one of them.',
    ],
    [
      'more of a part than a thread has',
      { parts: ' [opener, points: many]' },
      'event:12:25  error  "points" must be a whole number from 0 to 10, not "many".',
    ],
    [
      'two parts in one entry',
      { parts: '\n  - quotes: 2\n    points: 1' },
      'event:13:5  error  Each part is an entry of its own, as in [quotes: 2, points: 1].',
    ],
    [
      'quiet hours all day',
      { pace: '\n  quiet-hours: 08:00 to 08:00' },
      'event:13:16  error  "08:00 to 08:00" would be the whole day; write two different times, or leave the key out.',
    ],
    [
      'quiet hours past midnight',
      { pace: '\n  quiet-hours: 22:00 to 25:00' },
      'event:13:16  error  "22:00 to 25:00" is not two times from 00:00 to 23:59; write 23:00 to 06:30.',
    ],
    [
      'a cadence for days the event does not have',
      { poll: '\n  during: "* * 14-15 11 *"' },
      'event:13:11  warning  "* * 14-15 11 *" is never due from 2026-06-06 to 2026-06-06; the days of the event are these.',
    ],
    [
      'no account',
      { accounts: ' {}' },
      'event:10:11  error  No account is named, so nothing would be published; name one from the accounts file.',
    ],
    [
      'a list of accounts',
      { accounts: ' [press-bluesky]' },
      'event:10:11  error  "accounts" must be accounts by their names in the accounts file, not a list.',
    ],
    [
      'an account the accounts file has not',
      { accounts: '\n  other:' },
      'event:11:3  error  The accounts file has no "other"; it has press-mastodon, press-bluesky.',
    ],
    [
      'a list where a glossary belongs',
      { glossary: ' [Kiev, Kyiv]' },
      'event:12:11  error  "glossary" must be names as articles print them, each with its approved spelling, as in Kiev: Kyiv, not a list.',
    ],
    [
      'a name without its spelling',
      { glossary: '\n  Kiev:' },
      'event:13:3  error  "Kiev" is empty: the approved spelling of the name belongs here.',
    ],
    [
      'a spelling over two lines',
      { glossary: '\n  Kiev: "Ky\\niv"' },
      'event:13:9  error  A name stands on one line.',
    ],
    [
      'a name without a letter',
      { glossary: '\n  "2014": Crimea' },
      'event:13:11  error  "2014" is not a name that an article could print.',
    ],
    [
      'a word to hold for that is no list',
      { 'hold-for-approval': ' killed' },
      'event:12:20  error  "hold-for-approval" must be a list of words and phrases, not "killed".',
    ],
    [
      'a sign to hold for',
      { 'hold-for-approval': ' ["-"]' },
      'event:12:21  error  "-" has no letter to look for; write a word or a phrase, or "*" alone for every story.',
    ],
    [
      'a ban of everything',
      { 'never-post': ' [embargoed, "*"]' },
      'event:12:25  error  "*" stands in everything, so that nothing would be posted.',
    ],
    [
      'a title that is a number',
      { title: ' 2026' },
      'event:2:8  error  "title" must be the name of the event, not 2026.',
    ],
    [
      'a title that is empty',
      { title: '' },
      'event:2:1  error  "title" is empty: the name of the event belongs here.',
    ],
    [
      'a title of spaces',
      { title: ' "  "' },
      'event:2:8  error  "" is empty; the name of the event belongs here.',
    ],
  ];
  test.each(slips)('is told of %s', async (_, lines, problem) => {
    expect(await problemsOf(await anEventText(lines))).toEqual([problem]);
  });
});

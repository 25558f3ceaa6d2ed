import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadEvents } from '../../src/config/load-events.ts';
import { describeProblem } from '../../src/config/problem.ts';
import { aFolderWith, anEventText, fixture } from './folder.ts';

const secrets = { PRESS_MASTODON_TOKEN: 'token', PRESS_BLUESKY_PASSWORD: 'password' };

/** What is reported on an event file with this text, beside sound accounts: place and sentence. */
async function problemsOf(text: string | Uint8Array): Promise<readonly string[]> {
  const folder = await aFolderWith({
    'event.yaml': text,
    'accounts.yaml': await readFile(fixture('accounts.yaml')),
  });
  const { problems } = await loadEvents([join(folder, 'event.yaml')], secrets);
  return problems.map(({ line, column, severity, sentence }) =>
    describeProblem({ file: 'event', line, column, severity, sentence }),
  );
}

describe('a sound event file', () => {
  test('gives the event with every key it writes', async () => {
    const { events, problems } = await loadEvents([fixture('everything.yaml')], secrets);
    expect(problems).toEqual([]);
    expect(events).toEqual([
      {
        id: 'harbour-days-2027',
        title: 'Harbour Days',
        place: 'Lisbon',
        zone: 'Europe/Lisbon',
        firstDay: '2027-06-05',
        lastDay: '2027-06-06',
        language: 'pt',
        tags: ['HarbourDays'],
        feeds: [
          { url: 'https://harbour.example/feed.xml', catchUp: 2, cadence: 'mine' },
          { url: 'https://port.example/atom', catchUp: 0, cadence: 'polite' },
        ],
        covers: { any: ['harbour', 'quay*'], all: ['Lisbon'], none: ['obituary'] },
        poll: { during: ['*/2 8-19 * * *', '*/10 20-23,0-7 * * *'], otherwise: [] },
        parts: { mostPosts: 5, mostQuotes: 3, order: ['points', 'quotes'] },
        pace: { threadsPerHour: 4, smallestGapMinutes: 60, quietHours: { from: '22:00', to: '07:00' } },
        holdForApproval: ['casualties', 'kill*'],
        neverPost: ['embargoed'],
        accounts: [
          {
            accountId: 'press-bluesky',
            style: {
              visibility: { opener: 'public', followUps: 'unlisted' },
              tags: ['Harbour', 'Lisbon'],
              language: 'en',
              mostPosts: 3,
              contentWarning: 'Loud ships',
              handles: { 'Ana Porto': '@ana.example', 'Rui Cais': '@rui.example' },
              glossary: { Lissabon: 'Lisbon', Zelensky: 'Zelenskyy' },
            },
          },
          {
            accountId: 'press-mastodon',
            style: {
              visibility: { opener: 'public', followUps: 'public' },
              tags: ['HarbourDays'],
              language: 'pt',
              mostPosts: 5,
              contentWarning: null,
              handles: { 'Ana Porto': '@ana@social.example' },
              glossary: { Lissabon: 'Lisbon', Zelensky: 'Zelenskyy' },
            },
          },
        ],
      },
    ]);
  });

  test('may leave out whatever has a usual value', async () => {
    const { events, problems } = await loadEvents([fixture('least.yaml')], secrets);
    expect(problems).toEqual([]);
    expect(events[0]).toMatchObject({
      place: null,
      firstDay: '2026-06-06',
      lastDay: '2026-06-06',
      tags: [],
      poll: { during: ['*/2 * * * *'], otherwise: ['*/15 * * * *'] },
      parts: { mostPosts: 6, mostQuotes: 2, order: ['quotes', 'points', 'media'] },
      pace: { threadsPerHour: 6, smallestGapMinutes: 5, quietHours: null },
      holdForApproval: [],
      neverPost: [],
      accounts: [
        {
          accountId: 'press-bluesky',
          style: { mostPosts: 6, contentWarning: null, handles: {}, glossary: {} },
        },
      ],
    });
  });

  test('may have Windows line ends and a byte order mark', async () => {
    const text = await anEventText();
    expect(await problemsOf(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual([]);
  });

  test('comes with the logins of its accounts file', async () => {
    const { accounts } = await loadEvents([fixture('least.yaml'), fixture('everything.yaml')], secrets);
    expect(accounts.map(({ accountId }) => accountId)).toEqual(['press-mastodon', 'press-bluesky']);
  });

  test('may name an accounts file elsewhere', async () => {
    const folder = await aFolderWith({
      'event.yaml': await anEventText({ 'accounts-file': ` ${fixture('accounts.yaml')}` }),
    });
    const { events, problems } = await loadEvents([join(folder, 'event.yaml')], secrets);
    expect([events.length, problems]).toEqual([1, []]);
  });

  test('may be loaded together with its accounts file, which is no event', async () => {
    const { events, problems } = await loadEvents([fixture('accounts.yaml'), fixture('least.yaml')], secrets);
    expect([events.length, problems]).toEqual([1, []]);
  });
});

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

describe('a file that is not the YAML its writer meant', () => {
  const slips: readonly (readonly [name: string, text: string, problems: readonly string[]])[] = [
    [
      'tabs',
      'event: a\nfeeds:\n\t- url: x\n\t- url: y\n',
      [
        'event:3:1  error  A tab stands where YAML wants spaces.',
        'event:4:1  error  A tab stands where YAML wants spaces.',
      ],
    ],
    [
      'cron lines and stars without quotation marks',
      'poll:\n  during: */5 * * * *\ncovers:\n  any: [*]\n',
      [
        'event:2:11  error  A value that begins with * must be in quotation marks.',
        'event:4:9  error  A value that begins with * must be in quotation marks.',
      ],
    ],
    [
      'a handle without quotation marks',
      'people: @ana\n',
      ['event:1:9  error  A value that begins with @ must be in quotation marks.'],
    ],
    [
      'a second colon',
      'title: Harbour: the days\nzone: UTC\n',
      [
        'event:1:8  error  A second colon stands in this line; put the value in quotation marks, or its keys on lines of their own.',
      ],
    ],
    [
      'a quotation mark left open',
      'title: "Harbour\nzone: UTC\n',
      ['event:3:1  error  A quotation mark is not closed before here.'],
    ],
    [
      'a bracket left open',
      'tags: [Harbour\nzone: UTC\n',
      ['event:2:1  error  A [ or { is not closed before here.'],
    ],
    [
      'a hashtag inside brackets',
      'tags: [#Harbour]\nzone: UTC\n',
      ['event:1:8  error  A # begins a comment; leave it out, or use quotation marks.'],
    ],
    [
      'a second document',
      'event: a\n---\nevent: b\n',
      ['event:2:1  error  A second document begins here (---); a file holds one.'],
    ],
  ];
  test.each(slips)('is told of %s', async (_, text, problems) => {
    expect(await problemsOf(text)).toEqual(problems);
  });

  test('is told of nesting without end, wherever the parser gave up', async () => {
    const [problem, ...others] = await problemsOf(`a: ${'['.repeat(20_000)}`);
    expect(problem).toMatch(/^event:1:\d+ {2}error {2}The file is nested too deeply to be understood\.$/);
    expect(others).toEqual([]);
  });

  test('is told of a key that stands twice, and of the rest as well', async () => {
    const text = await anEventText({ zone: ' UTC\nzone: UTC', tags: ' x' });
    expect(await problemsOf(text)).toEqual([
      'event:4:1  error  The key "zone" stands twice; keep one of them.',
      'event:13:7  error  "tags" must be a list of hashtags, as in [UNPeacekeeping, Vancouver], not "x".',
    ]);
  });

  test('is refused when its aliases would unfold into millions of values', async () => {
    const ten = (name: string) => `[${Array(10).fill(`*${name}`).join(', ')}]`;
    const text = `a: &a [x]\nb: &b ${ten('a')}\nc: &c ${ten('b')}\nd: &d ${ten('c')}\ne: ${ten('d')}\n`;
    expect(await problemsOf(text)).toEqual([
      'event:1:1  error  Aliases (*name) repeat too much in this file; write the values out.',
    ]);
  });

  test('may use an alias that stands for something', async () => {
    expect(await problemsOf(await anEventText({ place: ' &here Lisbon', title: ' *here' }))).toEqual([
      'event:2:8  error  A value that begins with * must be in quotation marks.',
    ]);
    expect(await problemsOf(await anEventText({ title: ' &here Lisbon', place: ' *here' }))).toEqual([]);
  });

  test('is told that it is not UTF-8', async () => {
    const utf16 = Buffer.from(`\ufeff${await anEventText()}`, 'utf16le');
    expect(await problemsOf(utf16)).toEqual(['event  error  The file is not UTF-8 text; save it as UTF-8.']);
  });

  test('is told that it is empty', async () => {
    expect(await problemsOf('# nothing yet\n')).toEqual([
      'event:1:1  error  The file is empty: an event belongs here.',
    ]);
  });

  test('takes keys that JavaScript has a meaning for as unknown', async () => {
    const problems = await problemsOf(`${await anEventText()}__proto__: 1\nconstructor: 1\n`);
    expect(problems.map((problem) => problem.slice(0, 40))).toEqual([
      'event:12:1  error  Unknown key "__proto_',
      'event:13:1  error  Unknown key "construc',
    ]);
  });
});

test('whatever an event file is cut, doubled or garbled into, problems come back and nothing is thrown', async () => {
  const text = await readFile(fixture('everything.yaml'), 'utf8');
  const folder = await aFolderWith({ 'accounts.yaml': await readFile(fixture('accounts.yaml')) });
  const place = fc.integer({ min: 0, max: text.length });
  const scraps = fc.constantFrom(
    '',
    '\t',
    ':',
    ': ',
    '- ',
    '"',
    '*',
    '&a',
    '[',
    '}',
    '#',
    '\n',
    '\n\n  ',
    '|',
    '!!',
    '?',
    '\0',
    '%',
    '@',
  );
  await fc.assert(
    fc.asyncProperty(place, fc.nat(40), scraps, async (from, length, scrap) => {
      const file = join(folder, 'event.yaml');
      await writeFile(file, text.slice(0, from) + scrap + text.slice(from + length));
      const { events, problems } = await loadEvents([file], secrets);
      const errors = problems.filter(({ severity }) => severity === 'error');
      expect(events.length).toBe(errors.length > 0 ? 0 : 1);
      for (const problem of problems)
        expect(describeProblem(problem)).not.toMatch(/undefined|\[object|\n|\bat .*\.ts/);
    }),
    { numRuns: 150 },
  );
});

describe('files that do not fit together', () => {
  test('two events of one name are a problem of the second', async () => {
    const { events, problems } = await loadEvents([fixture('least.yaml'), await copyOfLeast()], secrets);
    expect(events.length).toBe(1);
    expect(problems).toMatchObject([
      {
        line: 1,
        column: 8,
        sentence: `The event "harbour-days" is already in ${fixture('least.yaml')}; give each its own name.`,
      },
    ]);
  });

  test('a file that is not there is a sentence, not an exception', async () => {
    expect((await loadEvents([fixture('nowhere.yaml')], secrets)).problems).toEqual([
      {
        file: fixture('nowhere.yaml'),
        line: null,
        column: null,
        severity: 'error',
        sentence: 'There is no such file.',
      },
    ]);
  });

  test('a missing accounts file is told once, and no account is called unknown', async () => {
    const folder = await aFolderWith({
      'one.yaml': await anEventText(),
      'two.yaml': await anEventText({ event: ' b' }),
    });
    const { problems } = await loadEvents([join(folder, 'one.yaml'), join(folder, 'two.yaml')], secrets);
    expect(problems).toEqual([
      {
        file: join(folder, 'accounts.yaml'),
        line: null,
        column: null,
        severity: 'error',
        sentence: 'There is no such file.',
      },
    ]);
  });

  test('one account name in two accounts files is a problem', async () => {
    const folder = await aFolderWith({
      'event.yaml': await anEventText({ event: ' b' }),
      'accounts.yaml': await readFile(fixture('accounts.yaml')),
    });
    const { problems, accounts } = await loadEvents(
      [fixture('least.yaml'), join(folder, 'event.yaml')],
      secrets,
    );
    expect(problems.map(({ sentence }) => sentence)).toEqual([
      `The account "press-mastodon" is also in ${fixture('accounts.yaml')}; one program runs one account under a name.`,
      `The account "press-bluesky" is also in ${fixture('accounts.yaml')}; one program runs one account under a name.`,
    ]);
    expect(accounts.length).toBe(2);
  });

  async function copyOfLeast(): Promise<string> {
    const folder = await aFolderWith({
      'copy.yaml': await anEventText({ 'accounts-file': ` ${fixture('accounts.yaml')}` }),
    });
    return join(folder, 'copy.yaml');
  }
});

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEvents } from '../../src/config/load-events.ts';
import { noMoments } from '../coverage/moments/no-moments.ts';
import { aFolderWith, anEventText, fixture } from './folder.ts';
import { problemsOf, secrets } from './problems-of.ts';

describe('a sound event file', () => {
  test('is asked for no secret but those of its own accounts', async () => {
    const { accounts, problems } = await loadEvents([fixture('least.yaml')], {
      ...secrets,
      PRESS_BLUESKY_PASSWORD: '',
    });
    expect(accounts.map(({ accountId, secret }) => [accountId, secret])).toEqual([
      ['press-mastodon', null],
      ['press-bluesky', null],
    ]);
    expect(problems.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/^Neither PRESS_BLUESKY_PASSWORD nor/),
    ]);
  });

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
          {
            url: 'https://harbour.example/feed.xml',
            catchUp: 2,
            cadence: 'mine',
            language: 'pt-BR',
            stabilise: { quiet: 180_000, most: 600_000 },
            mostBodyBytes: 800_000,
          },
          { url: 'https://port.example/atom', catchUp: 0, cadence: 'polite', mostBodyBytes: 5_000_000 },
        ],
        covers: { any: ['harbour', 'quay*'], all: ['Lisbon'], none: ['obituary'] },
        agendaSource: { places: [], sessions: [] },
        moments: noMoments,
        threads: { kind: 'per-story', mostPosts: 20, keyMoments: [] },
        poll: { during: ['*/2 8-19 * * *', '*/10 20-23,0-7 * * *'], otherwise: [] },
        parts: { mostPosts: 5, mostQuotes: 3, mostPoints: 1, mostMedia: null, order: ['points', 'quotes'] },
        pace: {
          threadsPerHour: 4,
          threadsPerDay: 60,
          burst: { threads: 3, minutes: 10 },
          smallestGapMinutes: 60,
          quietHours: { from: '22:00', to: '07:00' },
          freshMinutes: 45,
          whenStale: 'digest',
        },
        freshness: { bluesky: 180_000, mastodon: 3_600_000 },
        holdForApproval: ['casualties', 'kill*'],
        neverPost: ['embargoed'],
        confirmOver: 25,
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
      parts: {
        mostPosts: 6,
        mostQuotes: 2,
        mostPoints: null,
        mostMedia: null,
        order: ['quotes', 'points', 'media'],
      },
      pace: {
        threadsPerHour: 6,
        threadsPerDay: 60,
        burst: { threads: 3, minutes: 10 },
        smallestGapMinutes: 5,
        quietHours: null,
        freshMinutes: 45,
        whenStale: 'digest',
      },
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

  test('an account whose server allows so many posts a day gets no longer threads', async () => {
    const accounts = await readFile(fixture('accounts.yaml'), 'utf8');
    const folder = await aFolderWith({
      'event.yaml': await anEventText(),
      'accounts.yaml': accounts.replace('network: bluesky', 'network: bluesky\n    posts-per-day: 5'),
    });
    const { events } = await loadEvents([join(folder, 'event.yaml')], secrets);
    expect(events[0]?.accounts).toMatchObject([{ postsPerDay: 5, style: { mostPosts: 5 } }]);
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

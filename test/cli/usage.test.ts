import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { minute } from '../../src/base/instant.ts';
import { judgeHealth } from '../../src/cli/judge-health.ts';
import type { FeedStanding } from '../../src/feed/feed-standing.ts';
import { aFolder } from './harbour-days.ts';
import { rapporteur } from './program.ts';

const fixture = (name: string) => fileURLToPath(new URL(`../feed/fixtures/${name}`, import.meta.url));
const commands = [
  'rehearse',
  'check',
  'preview',
  'run',
  'feed',
  'agenda',
  'quotes',
  'status',
  'feed-accept',
  'feed-resume',
];

describe('the command line', () => {
  it('without a command names them all, with examples', async () => {
    const { exitCode, stderr } = await rapporteur([], { cwd: await aFolder() });
    expect(exitCode).toBe(2);
    for (const command of commands) expect(stderr).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    expect(stderr).toMatch(/Examples:[\s\S]*Environment:[\s\S]*Exit codes:/);
  });

  it.each(commands)('explains `%s --help`', async (command) => {
    const { exitCode, stdout, stderr } = await rapporteur([command, '--help'], { cwd: await aFolder() });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: rapporteur ${command}`));
  });

  it.each(['check', 'approve', 'drop', 'feed-accept', 'feed-resume', 'agenda-accept', 'hold', 'pause'])(
    'names --json in `%s --help`',
    async (command) => {
      const { stdout } = await rapporteur([command, '--help'], { cwd: await aFolder() });
      expect(stdout).toMatch(/^ {2}--json +\S/m);
    },
  );

  it.each([
    ['an unknown command', ['chekc'], /unknown command 'chekc'\n\(Did you mean check\?\)/],
    [
      'an unknown option',
      ['run', 'a.yaml', '--dryrun'],
      /unknown option '--dryrun'\n\(Did you mean --dry-run\?\)/,
    ],
    ['a missing argument', ['check'], /missing required argument 'event-files'/],
    ['an argument too many', ['status', 'now'], /too many arguments for 'status'/],
    ['a time that is none', ['status', '--since', 'yesterday'], /It is a time, as in 12h, 7d or/],
    ['two stretches', ['status', '--since', '7d', '--all'], /cannot be used with option '--all'/],
  ])('refuses %s with a hint', async (_, words, hint) => {
    const { exitCode, stdout, stderr } = await rapporteur(words, { cwd: await aFolder() });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(hint);
    expect(stderr).toMatch(/--help/);
  });

  it('tells its version', async () => {
    const { stdout } = await rapporteur(['--version'], { cwd: await aFolder() });
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('`feed`', () => {
  it('lists what it reads, and goes on after what it may not fetch', async () => {
    const place = { cwd: await aFolder() };
    const words = ['feed', 'http://127.0.0.1:8080/feed.xml', fixture('newsroom-padded-titles.rss.xml')];
    const { exitCode, stdout } = await rapporteur(words, place);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^http:\/\/127\.0\.0\.1:8080\/feed\.xml is not an address that may be fetched/);
    expect(stdout).toMatch(/^Newsroom – Peace & Security · 2 items · en$/m);
  });
});

describe('`status` without a store', () => {
  it.each([
    [['status'], 0, 'The store is empty: nothing has been covered yet.'],
    [
      ['status', '--json'],
      0,
      '{"feeds":[],"subscriptions":[],"agendas":[],"stories":[],"moments":[],"droppedMoments":[],"rest":{"stories":0,"deliveries":0},"since":null,"freshness":[],"refusedEdits":[],"pauses":[],"budgets":[],"clockLag":null}',
    ],
    [['status', '--health'], 1, 'Nobody is at work: nothing has been covered yet.'],
  ])('%s tells so and makes none', async (words, exitCode, line) => {
    const cwd = await aFolder();
    expect(await rapporteur(words, { cwd })).toEqual({ exitCode, stdout: `${line}\n`, stderr: '' });
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('says what DATABASE_URL should look like', async () => {
    const place = { cwd: await aFolder(), env: { DATABASE_URL: 'rapporteur.db' } };
    const { exitCode, stderr } = await rapporteur(['status'], place);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^DATABASE_URL is rapporteur\.db; write sqlite:FILE or postgres:/);
  });
});

describe('health', () => {
  const now = 100 * minute;
  const feed = (lastPoll: number | null, nextPoll: number) => ({
    lastPollAt: lastPoll === null ? null : lastPoll * minute,
    nextPollAt: nextPoll * minute,
    standing: { state: 'followed' } as FeedStanding,
  });
  const gone: FeedStanding = {
    state: 'stopped',
    since: 10 * minute,
    because: { code: 'http-gone', subject: 'https://harbour.example/feed' },
  };
  it.each([
    ['a feed that is due in a moment', [feed(95, 101)], true],
    ['a feed that is two minutes late', [feed(90, 98)], true],
    ['a feed that is three minutes late', [feed(90, 97)], false],
    ['a new feed that nobody has read for three minutes', [feed(null, 97)], false],
    ['a feed of an event long over, beside one that is read', [feed(10, 20), feed(99, 101)], true],
    ['a feed that is late beside one that was read before it was due', [feed(90, 96), feed(95, 120)], false],
    [
      'a feed that was stopped long ago, beside one that is read',
      [feed(99, 101), { ...feed(10, 20), standing: gone }],
      true,
    ],
    ['nothing but a feed that was stopped', [{ ...feed(10, 20), standing: gone }], true],
    ['no feed', [], false],
  ])('%s', (_, feeds, isAtWork) => {
    expect(judgeHealth(feeds, now).isAtWork).toBe(isAtWork);
  });
});

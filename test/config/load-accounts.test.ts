import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadAccounts } from '../../src/config/load-accounts.ts';
import { describeProblem } from '../../src/config/problem.ts';
import { aFolderWith, fixture } from './folder.ts';

const canary = 'canary-8fJ2_kq';
const secrets = { PRESS_MASTODON_TOKEN: canary, PRESS_BLUESKY_PASSWORD: canary };

async function load(accounts: string, environment: Record<string, string> = secrets) {
  const folder = await aFolderWith({ 'accounts.yaml': accounts });
  const loaded = await loadAccounts(join(folder, 'accounts.yaml'), environment);
  return {
    ...loaded,
    told: loaded.problems.map((problem) => describeProblem({ ...problem, file: 'accounts' })),
  };
}

const mastodon = (lines: string) => `accounts:\n  press:\n    network: mastodon\n${lines}`;
const bluesky = (lines: string) =>
  `accounts:\n  press:\n    network: bluesky\n    handle: press.example\n${lines}`;

describe('an accounts file', () => {
  test('gives each login with its secret from the environment', async () => {
    expect(await loadAccounts(fixture('accounts.yaml'), secrets)).toEqual({
      accounts: [
        {
          accountId: 'press-mastodon',
          network: 'mastodon',
          serviceUrl: 'https://social.example',
          handle: '@press@social.example',
          secret: canary,
        },
        {
          accountId: 'press-bluesky',
          network: 'bluesky',
          serviceUrl: 'https://bsky.social',
          handle: 'press.example',
          secret: canary,
        },
      ],
      problems: [],
    });
  });

  test('notes where and when a server allowed an automated account, and how many posts a day', async () => {
    const { accounts, told } = await load(
      bluesky(
        '    secret-from: PRESS_BLUESKY_PASSWORD\n    consent: { link: https://a.example/rules, date: 2026-11-02 }\n    posts-per-day: 5\n',
      ),
    );
    expect(told).toEqual([]);
    expect(accounts).toMatchObject([
      { consent: { link: 'https://a.example/rules', date: '2026-11-02' }, postsPerDay: 5 },
    ]);
  });

  test.each([
    ['{ link: rules, date: 2026-11-02 }', 'accounts:6:22  error  "rules" is not a web address'],
    [
      '{ link: https://a.example, date: 2026-02-30 }',
      'accounts:6:47  error  "2026-02-30" is not in the calendar',
    ],
    ['{ link: https://a.example, date: soon }', 'accounts:6:47  error  "soon" is not a day; write it as'],
    ['{ link: https://a.example }', 'accounts:6:14  error  "date" is missing'],
    ['yes', 'accounts:6:14  error  "consent" must be link and date'],
  ])('does not take %s for a consent', async (consent, problem) => {
    const { told } = await load(
      bluesky(`    secret-from: PRESS_BLUESKY_PASSWORD\n    consent: ${consent}\n`),
    );
    expect(told).toEqual([expect.stringContaining(problem)]);
  });

  test('makes an account whose secret is not set a stand-in, and says so', async () => {
    const { accounts, told } = await load(bluesky('    secret-from: PRESS\n'), { PRESS: '' });
    expect(accounts).toMatchObject([{ secret: null }]);
    expect(told).toEqual([
      'accounts:5:18  warning  Neither PRESS nor PRESS_FILE is set: this account is a stand-in, nothing it posts leaves this machine.',
    ]);
  });

  test('reports every fault of an account at its place', async () => {
    const { told } = await load(
      'accounts:\n  Press Room:\n    network: mastodn\n    handle: press\n    secret-from: PRESS\n  two:\n    server: x\n',
    );
    expect(told).toEqual([
      'accounts:2:3  error  "Press Room" is not a name of small letters, digits and single hyphens, as in un-news-2017.',
      'accounts:3:14  error  "network" must be one of mastodon, bluesky, not "mastodn"; did you mean "mastodon"?',
      'accounts:7:5  error  "network" is missing: one of mastodon, bluesky.',
      'accounts:7:5  error  "handle" is missing: the name of the account: "@name@server.example" or name.bsky.social.',
      'accounts:7:5  error  "secret-from" is missing: the name of an environment variable, as in UN_NEWS_TOKEN.',
      'accounts:7:13  error  "x" is not a web address; it begins with https:// or http:// and a host.',
    ]);
  });

  test('wants a server and a full address of a Mastodon account', async () => {
    const { told } = await load(mastodon('    handle: press\n    secret-from: PRESS_MASTODON_TOKEN\n'));
    expect(told).toEqual([
      'accounts:3:5  error  "server" is missing: the address of the Mastodon server, as in https://mastodon.example.',
      'accounts:4:13  error  "press" is not an address on Mastodon; write "@name@server.example".',
    ]);
  });

  test('refuses to send a secret in the clear to another machine', async () => {
    const account = (server: string) =>
      mastodon(`    handle: "@a@b.example"\n    secret-from: PRESS_MASTODON_TOKEN\n    server: ${server}\n`);
    expect((await load(account('http://b.example'))).told).toEqual([
      'accounts:6:13  error  Over http:// the secret would travel in the clear; write https:// (http is for this machine alone).',
    ]);
    expect((await load(account('http://127.0.0.1:3000'))).told).toEqual([]);
  });
});

describe('a secret', () => {
  test('written into the file is refused, and never repeated', async () => {
    for (const key of ['secret-from', 'token', 'app-password', 'secret']) {
      const { told, accounts } = await load(bluesky(`    ${key}: ${canary}\n`));
      expect(accounts).toEqual([]);
      expect(told.join()).toMatch(/environment variable/);
      expect(told.join()).not.toContain(canary);
    }
    const { told } = await load(bluesky('    secret-from: 20261123\n'));
    expect(told.join()).not.toContain('20261123');
  });

  test('is read from the file that the variable with _FILE names', async () => {
    const folder = await aFolderWith({ secret: `${canary}\n` });
    const { accounts, told } = await load(bluesky('    secret-from: PRESS\n'), {
      PRESS_FILE: join(folder, 'secret'),
    });
    expect(accounts).toMatchObject([{ secret: canary }]);
    expect(told).toEqual([]);
  });

  test('in a file that every user can read is taken with a warning', async () => {
    const folder = await aFolderWith({ secret: canary });
    await chmod(join(folder, 'secret'), 0o644);
    const { accounts, told } = await load(bluesky('    secret-from: PRESS\n'), {
      PRESS_FILE: join(folder, 'secret'),
    });
    expect(accounts).toMatchObject([{ secret: canary }]);
    expect(told).toEqual([
      `accounts:5:18  warning  ${join(folder, 'secret')}, named by PRESS_FILE, can be read by every user of this machine; chmod o-r takes that back.`,
    ]);
  });

  test('set twice, missing, empty or with a line break in it is an error', async () => {
    const folder = await aFolderWith({ empty: '\n', broken: 'one\ntwo' });
    const told = async (environment: Record<string, string>) =>
      (await load(bluesky('    secret-from: PRESS\n'), environment)).told.map((problem) =>
        problem.replace(folder, ''),
      );
    expect([
      ...(await told({ PRESS: 'a', PRESS_FILE: join(folder, 'empty') })),
      ...(await told({ PRESS_FILE: join(folder, 'nowhere') })),
      ...(await told({ PRESS_FILE: join(folder, 'empty') })),
      ...(await told({ PRESS: 'one\ntwo' })),
    ]).toEqual([
      'accounts:5:18  error  PRESS and PRESS_FILE are both set; keep one of them.',
      'accounts:5:18  error  /nowhere, named by PRESS_FILE, could not be read (ENOENT).',
      'accounts:5:18  error  The file that PRESS_FILE names is empty.',
      'accounts:5:18  error  What PRESS gives has a space or line break in it; a secret has none.',
    ]);
  });
});

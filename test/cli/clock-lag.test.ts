import { join } from 'node:path';
import { expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { hour, type Milliseconds, minute } from '../../src/base/instant.ts';
import { clockLag } from '../../src/cli/clock-lag.ts';
import { anAdmission, eventId, feedUrl } from '../store/builders.ts';
import { openForTest } from '../store/engines.ts';
import { aFolder } from './harbour-days.ts';
import { rapporteur } from './program.ts';

it('`status` says that the clock was set back, and health is red until it has caught up', async () => {
  const place = await aPlaceReadAt(systemClock.now() + 2 * hour - 30_000);
  const sentence =
    /The clock is 1 h 59 min behind: it says .*Z, and a feed was read at .*Z\. Nothing goes out twice/;
  const { stdout } = await rapporteur(['status'], place);
  expect(stdout).toMatch(sentence);
  expect(JSON.parse((await rapporteur(['status', '--json'], place)).stdout).clockLag).toBeGreaterThan(hour);
  const health = await rapporteur(['status', '--health'], place);
  expect(health).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(sentence) });
});

it.each([
  ['a feed that was read a minute ago', [-minute], null],
  ['a clock that was corrected by a minute', [minute], null],
  ['a clock that was set back by ten', [-hour, 10 * minute], 10 * minute],
  ['feeds that nobody has read yet', [null], null],
  ['no feed', [], null],
])('beside %s', (_, reads: readonly (Milliseconds | null)[], lag) => {
  const now = 100 * hour;
  const feeds = reads.map((ahead) => ({ lastPollAt: ahead === null ? null : now + ahead }));
  expect(clockLag(feeds, now)).toBe(lag);
});

async function aPlaceReadAt(polledAt: number) {
  const cwd = await aFolder();
  const databaseUrl = `sqlite:${join(cwd, 'rapporteur.db')}`;
  const store = await openForTest(databaseUrl);
  await store.feeds.register({ eventId, url: feedUrl, now: polledAt });
  await store.stories.admit(anAdmission({ polledAt, nextPollAt: polledAt + minute, items: [] }));
  await store.close();
  return { cwd, env: { DATABASE_URL: databaseUrl } };
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hashOf } from '../../src/base/ids.ts';
import { minute } from '../../src/base/instant.ts';
import { type RunningDouble, startDouble } from '../networks/mastodon/running-double.ts';
import { planHarbourDays, theOpening } from './harbour-days.ts';
import { rapporteur, startRapporteur } from './program.ts';
import { openPublisher } from './publisher.ts';

let double: RunningDouble;
beforeAll(async () => {
  double = await startDouble(['--no-budgets']);
});
beforeEach(() => double.reset());
afterEach(async () => {
  expect((await double.requests()).filter(({ fault }) => fault !== null)).toEqual([]);
});
afterAll(() => double.stop());

const run = ['run', 'event.yaml'];

describe('`run`', () => {
  it('covers a story once, whatever is started again, and lets `status` tell about it', async () => {
    const { publisher, place } = await aNewsroom();
    const first = startRapporteur(run, place);
    await first.says(/Read .*: 0 items/);
    publisher.publish(theOpening());
    await first.says(/press: the thread is complete/);
    await expectOneThread();

    const second = await rapporteur(run, place);
    expect(second.exitCode).toBe(1);
    expect(second.stderr).toMatch(new RegExp(`in use.*process ${first.pid}\\b`));
    expect(await rapporteur(['status', '--health'], place)).toMatchObject({
      exitCode: 0,
      stdout: 'At work: no feed is overdue.\n',
    });

    const askedToStopAt = performance.now();
    const ended = await first.end('SIGTERM');
    expect(ended.exitCode).toBe(0);
    // A second or two, on a machine that has time for it.
    expect(performance.now() - askedToStopAt).toBeLessThan(30_000);

    const again = startRapporteur(run, place);
    await again.says(/(Nothing new at .*\s+.*){2}/);
    expect((await again.end('SIGINT')).exitCode).toBe(0);
    await expectOneThread();

    const status = await rapporteur(['status'], place);
    expect(status.stdout).toMatch(
      /Ministers open the harbour to grain ships {2}planned\n {4}press: (\d) of \1 posts public; sent [\dT:.Z-]+\n/,
    );
    const { stories } = JSON.parse((await rapporteur(['status', '--json'], place)).stdout);
    expect(stories).toMatchObject([
      { story: { standing: { state: 'planned' } }, deliveries: [{ standing: { state: 'sent' } }] },
    ]);
  });

  it('completes a thread in whose midst it was killed, without posting anything twice', async () => {
    const { publisher, place } = await aNewsroom();
    // The opener answers nobody anyway; it takes the first mishap, so that the silence comes in mid-thread.
    await double.misbehave('orphan');
    await double.misbehave('stay-silent');
    const first = startRapporteur(run, place);
    await first.says(/Read .*: 0 items/);
    publisher.publish(theOpening());
    await vi.waitFor(async () => expect(await double.posts()).toHaveLength(2), 10_000);
    expect(await first.end('SIGKILL')).toMatchObject({ exitCode: null });

    putBackClaims(place.storeFile, 2 * minute);
    const second = startRapporteur(run, place);
    await second.says(/press: the thread is complete/);
    await second.end('SIGTERM');
    await expectOneThread();
  });

  it('does not begin without the secrets of its accounts', async () => {
    const { place } = await aNewsroom({ token: null });
    const { exitCode, stdout, stderr } = await rapporteur(run, place);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toMatch(/accounts\.yaml:7:18 .* HARBOUR_TOKEN/);
    expect(stderr).toMatch(/press can’t publish without a secret/);
    expect(existsSync(place.storeFile)).toBe(false);
  });
});

describe('`run --dry-run`', () => {
  it('shows each payload, tells the server nothing, and leaves the store as it was', async () => {
    const { publisher, place } = await aNewsroom();
    const real = startRapporteur(run, place);
    await real.says(/Read .*: 0 items/);
    await real.end('SIGTERM');
    await double.reset();
    const before = filesOf(dirname(place.storeFile));
    publisher.publish(theOpening());

    const dry = startRapporteur([...run, '--dry-run', '--json'], place);
    await dry.says(/"index":3/);
    const { exitCode, stdout } = await dry.end('SIGTERM');
    expect(exitCode).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const posts = lines.filter(({ payload }) => payload);
    expect(posts.map(({ index }) => index)).toEqual(posts.map((_, index) => index));
    expect(posts[0]).toMatchObject({
      account: 'press',
      storyUrl: `http://${publisher.host}/2022/04/opening`,
      payload: { status: expect.stringContaining('Ministers open the harbour'), visibility: 'public' },
    });
    expect(stdout).not.toMatch(/published|complete/);
    expect(await double.requests()).toEqual([]);
    expect(filesOf(dirname(place.storeFile))).toEqual(before);
  });

  it('needs no secret, and makes no store', async () => {
    const { publisher, place } = await aNewsroom({ token: null });
    const dry = startRapporteur([...run, '--dry-run'], place);
    await dry.says(/Read .*: 0 items/);
    publisher.publish(theOpening());
    await dry.says(/"index":0/);
    expect((await dry.end('SIGTERM')).exitCode).toBe(0);
    expect(filesOf(place.cwd)).toHaveLength(2);
  });
});

async function aNewsroom({ token = double.token }: { token?: string | null } = {}) {
  const publisher = await openPublisher();
  const place = await planHarbourDays({
    feedUrl: publisher.feedUrl,
    server: double.address,
    token,
    openHosts: [publisher.host],
  });
  return { publisher, place };
}

/** The story's posts are public once each, every one an answer to the one before it. */
async function expectOneThread(): Promise<void> {
  const posts = await double.posts();
  expect(posts.length).toBeGreaterThanOrEqual(4);
  expect(new Set(posts.map(({ text }) => text)).size).toBe(posts.length);
  expect(posts.map(({ inReplyToId }) => inReplyToId)).toEqual([
    null,
    ...posts.slice(0, -1).map(({ id }) => id),
  ]);
  expect(posts[0]?.text).toMatch(/^Ministers open the harbour to grain ships\n/);
  expect(posts.flatMap(({ media }) => media.map(({ description }) => description))).toEqual([
    'Flags over the quay at noon',
  ]);
}

/** As if what was under way had begun so much earlier; the leases are as they were. */
function putBackClaims(storeFile: string, by: number): void {
  const database = new DatabaseSync(storeFile);
  const { changes } = database
    .prepare("update deliveries set since = since - ? where state = 'claimed'")
    .run(by);
  database.close();
  expect(changes).toBe(1);
}

function filesOf(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .sort()
    .map((name) => [name, hashOf(readFileSync(join(folder, name)))]);
}

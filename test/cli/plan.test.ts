import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { day, formatInstant, hour } from '../../src/base/instant.ts';
import { type RunningDouble, startDouble } from '../networks/mastodon/running-double.ts';
import { planHarbourDays, theOpening } from './harbour-days.ts';
import { rapporteur, startRapporteur } from './program.ts';
import { openPublisher } from './publisher.ts';

let double: RunningDouble;
beforeAll(async () => {
  double = await startDouble(['--no-budgets']);
});
beforeEach(() => double.reset());
afterAll(() => double.stop());

const run = ['run', 'event.yaml'];
const plan = ['plan', 'event.yaml'];

describe('`plan`', () => {
  it('says what a new event will post within a day, to whom and when, and stores nothing', async () => {
    const { place, publisher } = await anEventTomorrow({ sessions: 1 });
    publisher.publish(theOpening());
    publisher.publish({ ...theOpening('/2022/04/regatta'), title: 'The regatta sets sail at noon' });
    const { exitCode, stdout, stderr } = await rapporteur(plan, place);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /^This event will post 1 session opener and 1 thread to 1 account in the next 24 hours, first at \w{3} /m,
    );
    expect(stdout).toMatch(/^ {2}.* {2}press {2}“Ministers open the harbour to grain ships”$/m);
    expect(stdout).toMatch(/^ {2}.* {2}press {2}session opener$/m);

    const told = JSON.parse((await rapporteur([...plan, '--json'], place)).stdout);
    expect(told).toMatchObject({ event: 'harbour-days', state: 'new', cancelled: [], wantsApproval: false });
    expect(told.posts.map(({ of, accountId }: { of: string; accountId: string }) => [of, accountId])).toEqual(
      [
        ['thread', 'press'],
        ['moment', 'press'],
      ],
    );
    expect((await rapporteur(['status'], place)).stdout).toMatch(/^The store is empty/);
  });

  it('compares an edit with what is in force, and tells what it cancels', async () => {
    const { place, edit } = await anEventTomorrow({ sessions: 2 });
    const program = startRapporteur(run, place);
    await program.says(/Read .*: 0 items/);
    expect((await rapporteur(plan, place)).stdout).toMatch(/^The file says what is in force already\.$/m);
    await program.end('SIGTERM');

    await edit((text) =>
      text.replace(/^moments:.*$/m, 'moments: { starting-soon: 15m before all sessions }'),
    );
    const { stdout } = await rapporteur(plan, place);
    expect(stdout).toMatch(
      /^This change will post 2 starting-soon posts to 1 account in the next 24 hours, first at .*; it cancels 2 session openers\.$/m,
    );
  });

  it('tells which feed it could not read', async () => {
    const { place, edit } = await anEventTomorrow({ sessions: 1 });
    await edit((text) => text.replace('/feed.xml', '/no-such.xml'));
    const { exitCode, stderr } = await rapporteur(plan, place);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/no-such\.xml is not to be had; check the address/);
  });
});

describe('an event that posts more than expected', () => {
  it('is not begun without a word from a person', async () => {
    const { place } = await anEventTomorrow({ sessions: 3, confirmOver: 2 });
    const refused = await rapporteur(run, place);
    expect(refused).toMatchObject({ exitCode: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /Nothing is covered yet\. This event will post 3 session openers .* To begin all the same: --yes/,
    );

    const withYes = startRapporteur([...run, '--yes'], place);
    await withYes.says(/Read .*: 0 items/);
    await withYes.end('SIGTERM');
    const again = startRapporteur(run, place);
    await again.says(/Nothing new at/);
    await again.end('SIGTERM');
  });

  it('is begun when it was approved as it is, and not when it was changed since', async () => {
    const { place, edit } = await anEventTomorrow({ sessions: 3, confirmOver: 2 });
    const approved = await rapporteur([...plan, '--approve'], place);
    expect(approved.stdout).toMatch(/^Approved: it takes effect as it is now\.$/m);
    await edit((text) => text.replace('title: Harbour Days', 'title: Harbour Week'));
    expect((await rapporteur(run, place)).exitCode).toBe(1);
    await edit((text) => text.replace('title: Harbour Week', 'title: Harbour Days'));
    const program = startRapporteur(run, place);
    await program.says(/Read .*: 0 items/);
    await program.end('SIGTERM');
  });

  it('takes effect as an edit once it is approved', async () => {
    const { place, edit } = await anEventTomorrow({ sessions: 2, confirmOver: 2 });
    const program = startRapporteur(run, place);
    await program.says(/Read .*: 0 items/);
    const third = `\n  - { id: third, title: Third, starts: ${soon(4)}, ends: ${soon(5)} }`;
    await edit((text) =>
      text
        .replace('agenda:', `agenda:${third}`)
        .replace('session-opener: all sessions', 'session-opener: { before: 5m, sessions: all }'),
    );
    await program.says(/The edit of event\.yaml is refused, .*This change will post 3 session openers/);
    await rapporteur([...plan, '--approve'], place);
    await program.says(/The edited files are in force/);
    await program.end('SIGTERM');
  });
});

/** "2027-05-04 10:00", so many hours from now, on the clocks of UTC. */
function soon(hours: number): string {
  return formatInstant(systemClock.now() + hours * hour)
    .slice(0, 16)
    .replace('T', ' ');
}

/** An event of these days, in UTC, with so many sessions that begin in the next hours. */
async function anEventTomorrow({ sessions, confirmOver = 25 }: { sessions: number; confirmOver?: number }) {
  const publisher = await openPublisher();
  const place = await planHarbourDays({
    feedUrl: publisher.feedUrl,
    server: double.address,
    token: double.token,
    openHosts: [publisher.host],
  });
  const edit = async (change: (text: string) => string) => {
    const file = join(place.cwd, 'event.yaml');
    await writeFile(file, change(await readFile(file, 'utf8')));
  };
  const dayOf = (at: number) => formatInstant(at).slice(0, 10);
  const agenda = Array.from(
    { length: sessions },
    (_, at) => `\n  - { id: s${at}, title: Session ${at}, starts: ${soon(2 + at)}, ends: ${soon(3 + at)} }`,
  );
  const now = systemClock.now();
  await edit((text) =>
    text
      .replace('zone: Europe/Lisbon', 'zone: UTC')
      .replace('2022-04-01 to 2022-04-03', `${dayOf(now)} to ${dayOf(now + day)}`)
      .replace(publisher.feedUrl, `${publisher.feedUrl}\n    catch-up: 3`)
      .concat(
        `agenda:${agenda.join('')}\nmoments: { session-opener: all sessions }\nconfirm-over: ${confirmOver}\n`,
      ),
  );
  return { publisher, place, edit };
}

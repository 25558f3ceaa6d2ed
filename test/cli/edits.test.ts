import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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

describe('an event file edited while it is covered', () => {
  it('takes effect within seconds, and nothing is lost or posted twice', async () => {
    const { program, publisher, edit } = await aRunningEvent();
    publisher.publish(theOpening());
    await program.says(/press: the thread is complete/);
    const posted = await double.posts();

    publisher.publish({ ...theOpening('/2022/04/regatta'), title: 'The regatta sets sail at noon' });
    await program.says(/Left “The regatta sets sail at noon”/);
    const editedAt = performance.now();
    await edit((text) => text.replace('none: [regatta]', 'none: []'));
    await program.says(/The edited files are in force: harbour-days/);
    expect(performance.now() - editedAt).toBeLessThan(30_000);
    publisher.publish({ ...theOpening('/2022/04/second-regatta'), title: 'A second regatta is announced' });
    await program.says(/Planned “A second regatta is announced”/);
    await program.end('SIGTERM');
    const all = await double.posts();
    expect(all.slice(0, posted.length)).toEqual(posted);
    expect(all.filter(({ text }) => text.includes('Ministers open the harbour'))).toHaveLength(1);
  });

  it('is refused when it is broken; what was in force stays in force, and health says so', async () => {
    const { program, publisher, place, edit } = await aRunningEvent();
    await edit((text) => text.replace('zone: Europe/Lisbon', 'zone: Europe/Lisboa'));
    await program.says(/The edit of event\.yaml is refused, .*event\.yaml:4:7 {2}error .*"Europe\/Lisbon"/);
    expect(await rapporteur(['status', '--health'], place)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(
        /^At work: no feed is overdue\. The edit of event\.yaml was refused .*Europe\/Lisbon/,
      ),
    });
    expect((await rapporteur(['status'], place)).stdout).toMatch(/^The edit of event\.yaml was refused/);
    publisher.publish(theOpening());
    await program.says(/press: the thread is complete/);

    await edit((text) => text.replace('zone: Europe/Lisboa', 'zone: Europe/Lisbon'));
    await program.says(/The edited files are in force/);
    expect((await rapporteur(['status', '--health'], place)).stdout).toBe('At work: no feed is overdue.\n');
    await program.end('SIGTERM');
  });

  it('is refused when it was cut to half its size, though it reads well, and when it is gone', async () => {
    const { program, edit } = await aRunningEvent();
    await edit((text) => `${text}# ${'What the desk agreed on. '.repeat(40)}\n`);
    await program.says(/The edited files are in force/);
    await edit((text) => text.slice(0, text.length / 2));
    await program.says(/The edit of event\.yaml is refused, .*The file has shrunk from \d+ to \d+ bytes/);
    await edit((text) => text.slice(0, text.indexOf('feeds:')));
    await program.says(/The edit of event\.yaml is refused, .*"feeds" is missing/);
    await program.end('SIGTERM');
  });

  it('is refused with an account that may not publish', async () => {
    const { program, edit } = await aRunningEvent();
    await edit((text) => text.replace(/^ +consent:.*\n/m, ''), 'accounts.yaml');
    await program.says(/The edit of event\.yaml is refused, .*press may not publish yet/);
    await program.end('SIGTERM');
  });

  it('has a new feed read, and a feed that it names no more let be', async () => {
    const { program, publisher, other, place, edit } = await aRunningEvent();
    await edit((text) => text.replace(publisher.feedUrl, `${other.feedUrl}\n    cadence: mine`));
    await program.says(new RegExp(`Read ${other.feedUrl}`));
    await program.says(new RegExp(`(Nothing new at ${other.feedUrl}\\s.*\\s+){2}`));
    const asked = publisher.requests.length;
    await program.says(new RegExp(`(Nothing new at ${other.feedUrl}\\s.*\\s+){4}`));
    expect(publisher.requests.length).toBe(asked);
    expect((await rapporteur(['status'], place)).stdout).not.toContain(publisher.feedUrl);
    await program.end('SIGTERM');
  });
});

async function aRunningEvent() {
  const publisher = await openPublisher();
  const other = await openPublisher();
  const place = await planHarbourDays({
    feedUrl: publisher.feedUrl,
    server: double.address,
    token: double.token,
    openHosts: [publisher.host, other.host],
  });
  const program = startRapporteur(['run', 'event.yaml'], place);
  await program.says(/Read .*: 0 items/);
  const edit = async (change: (text: string) => string, name = 'event.yaml') => {
    const file = join(place.cwd, name);
    await writeFile(file, change(await readFile(file, 'utf8')));
  };
  return { publisher, other, place, program, edit };
}

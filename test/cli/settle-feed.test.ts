import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningDouble, startDouble } from '../networks/mastodon/running-double.ts';
import { aFolder, planHarbourDays } from './harbour-days.ts';
import { type RunningProgram, rapporteur, startRapporteur } from './program.ts';
import { openPublisher } from './publisher.ts';

let double: RunningDouble;
beforeAll(async () => {
  double = await startDouble(['--no-budgets']);
});
beforeEach(() => double.reset());
afterAll(() => double.stop());

describe('a feed set aside beside a run', () => {
  it('is named by `status` with its two ways out, and goes on when it is accepted', async () => {
    const { place, program, feedUrl } = await flooded();
    const { stdout } = await rapporteur(['status'], place);
    expect(stdout).toMatch(/not asked again; set aside: 6 of 7 items look new \(“Harbour item 6”, .*, …\)/);
    expect(stdout).toContain(`rapporteur feed-accept ${feedUrl} (with --as-background`);
    expect(stdout).toContain(`rapporteur feed-resume ${feedUrl}`);
    const { stdout: json } = await rapporteur(['status', '--json'], place);
    expect(JSON.parse(json)).toMatchObject({
      feeds: [{ standing: { state: 'set-aside', flood: { kind: 'mostly-new', affected: 6 } } }],
    });
    expect(await rapporteur(['status', '--health'], place)).toMatchObject({ exitCode: 0 });

    expect(await rapporteur(['feed-accept', feedUrl, '--as-background'], place)).toEqual({
      exitCode: 0,
      stdout: `Accepted ${feedUrl}: it is read now, what it holds is noted as background, and what comes later is covered.\n`,
      stderr: '',
    });
    await program.says(/7 items, 0 new, 6 older ones noted as background/);
    await program.end('SIGTERM');
    expect(await double.posts()).toEqual([]);
    expect(await rapporteur(['feed-accept', feedUrl], place)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('waits for no word of yours'),
    });
  });

  it('is set aside again when it is resumed and looks the same', async () => {
    const { place, program, feedUrl } = await flooded();
    expect((await rapporteur(['feed-resume', feedUrl], place)).exitCode).toBe(0);
    await program.says(/(is set aside: [\s\S]*){2}/);
    await program.end('SIGTERM');
    expect(await double.posts()).toEqual([]);
  });

  it('tells scripts with --json what became of it', async () => {
    const { place, program, feedUrl } = await flooded();
    await program.end('SIGTERM');
    const say = async (...words: readonly string[]) => {
      const { exitCode, stdout, stderr } = await rapporteur([...words, '--json'], place);
      expect(stderr).toBe('');
      return { exitCode, ...JSON.parse(stdout) };
    };
    const of = { feed: feedUrl, event: 'harbour-days' };
    expect(await say('feed-accept', feedUrl)).toEqual({
      exitCode: 0,
      word: 'feed-accept',
      feeds: [{ ...of, was: 'set-aside', became: 'accepted', changed: true }],
      unknown: [],
    });
    expect(await say('feed-resume', feedUrl)).toEqual({
      exitCode: 1,
      word: 'feed-resume',
      feeds: [{ ...of, was: 'accepted', became: 'accepted', changed: false }],
      unknown: [],
    });
    expect(await say('feed-resume', 'https://elsewhere.example/')).toEqual({
      exitCode: 1,
      word: 'feed-resume',
      feeds: [],
      unknown: ['https://elsewhere.example/'],
    });
  });
});

it.each(['feed-accept', 'feed-resume'])('`%s` makes no store where there is none', async (command) => {
  const cwd = await aFolder();
  const { exitCode, stderr } = await rapporteur([command, 'https://harbour.example/feed'], { cwd });
  expect({ exitCode, stderr }).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('There is no store at'),
  });
  expect(await readdir(cwd)).toEqual([]);
});

/** A program at work whose feed has told six new items beside an old one. */
async function flooded(): Promise<{
  place: Awaited<ReturnType<typeof planHarbourDays>>;
  program: RunningProgram;
  feedUrl: string;
}> {
  const publisher = await openPublisher();
  const { feedUrl } = publisher;
  const place = await planHarbourDays({
    feedUrl,
    server: double.address,
    token: double.token,
    openHosts: [publisher.host],
  });
  const write = (number: number) =>
    publisher.publish({ title: `Harbour item ${number}`, summary: 'Ships came.', link: `/item/${number}` });
  write(0);
  const program = startRapporteur(['run', 'event.yaml'], place);
  await program.says(/Read .*: 1 item,/);
  for (let number = 1; number <= 6; number += 1) write(number);
  await program.says(/is set aside: 6 of 7 items look new/);
  return { place, program, feedUrl };
}

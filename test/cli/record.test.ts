import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planHarbourDays, theOpening } from './harbour-days.ts';
import { rapporteur, startRapporteur } from './program.ts';
import { openPublisher } from './publisher.ts';

describe('`record`', () => {
  it('keeps what was covered, so that a rehearsal plays it when the publisher is gone', async () => {
    const place = await recorded();
    const played = await rapporteur(['rehearse', 'event.yaml', '--archive', 'kept', '--json'], place);
    expect(played.stderr).toBe('');
    const posts = jsonLines(played.stdout);
    expect(posts.length).toBeGreaterThan(2);
    expect(played.stdout).toContain('Ministers open the harbour to grain ships');
    expect(played.stdout).toContain('The first ship leaves tonight');

    const again = await rapporteur(['rehearse', 'event.yaml', '--archive', 'kept', '--json'], place);
    const slower = await rapporteur(
      ['rehearse', 'event.yaml', '--archive', 'kept', '--json', '--speed', '50'],
      place,
    );
    expect(again.stdout).toBe(played.stdout);
    expect(slower.stdout).toBe(played.stdout);
  });

  it('plays what was seen between the last poll of the rehearsal and the end of the recording', async () => {
    const place = await recorded();
    const file = join(place.cwd, 'kept', 'timeline.json');
    const timeline = JSON.parse(await readFile(file, 'utf8'));
    const [empty, ...later] = timeline.serves;
    const serves = [
      { ...empty, at: '2022-04-01T12:00:00.100Z' },
      ...later.map((entry: object) => ({ ...entry, at: '2022-04-01T12:00:02.500Z' })),
    ];
    const stretch = { startsAt: '2022-04-01T12:00:00.000Z', endsAt: '2022-04-01T12:00:02.900Z' };
    await writeFile(file, JSON.stringify({ ...timeline, ...stretch, serves }));
    const { stdout } = await rapporteur(['rehearse', 'event.yaml', '--archive', 'kept', '--json'], place);
    expect(stdout).toContain('Ministers open the harbour to grain ships');
  });

  it('ends a rehearsal with what followers would have got, and when', async () => {
    const place = await recorded();
    const { stdout, exitCode } = await rapporteur(['rehearse', 'event.yaml', '--archive', 'kept'], place);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /Timeline\n {2}press {2}1 thread, at most 1 in an hour\n {2}\S.* posts {2}Ministers/,
    );
  });

  it('keeps each answer once, however often it is asked for', async () => {
    const { cwd } = await recorded();
    const { serves } = JSON.parse(await readFile(join(cwd, 'kept', 'timeline.json'), 'utf8'));
    const feeds = serves.filter(({ url }: { url: string }) => url.endsWith('/feed.xml'));
    expect(feeds).toHaveLength(2);
  });

  it('says so when there is no recording to play', async () => {
    const place = await recorded();
    await rm(join(place.cwd, 'kept', 'timeline.json'));
    const { stderr, exitCode } = await rapporteur(['rehearse', 'event.yaml', '--archive', 'kept'], place);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^The archive kept\/timeline\.json can’t be read/);
  });
});

/** A place where an opening was recorded into the folder "kept". */
async function recorded() {
  const publisher = await openPublisher();
  const place = await planHarbourDays({
    feedUrl: publisher.feedUrl,
    server: 'https://harbour.example',
    token: null,
    openHosts: [publisher.host],
  });
  const recording = startRapporteur(['record', 'event.yaml', '--to', 'kept'], place);
  await recording.says(/Read .*: 0 items/);
  publisher.publish(theOpening());
  await recording.says(/"index":3/);
  expect((await recording.end('SIGTERM')).exitCode).toBe(0);
  return place;
}

function jsonLines(text: string): readonly unknown[] {
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

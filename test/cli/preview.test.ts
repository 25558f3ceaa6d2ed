import { readdirSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { serveOnLoopback } from '../web/loopback-server.ts';
import { planHarbourDays, theOpening } from './harbour-days.ts';
import { rapporteur, type Surroundings } from './program.ts';
import { openPublisher } from './publisher.ts';

describe('`preview` of a feed whose pages cannot be reached', () => {
  let place: Surroundings;
  let outOfReach: string;
  beforeEach(async () => {
    const publisher = await openPublisher();
    outOfReach = await anAddressOutOfReach();
    const items = [
      [
        'quay',
        'Work on the quay begins',
        'Cranes came to the old quay of Lisbon on Thursday, the port said.',
      ],
      ['gull', 'Gulls return to the park', 'Three hundred gulls were counted in the park on Thursday.'],
      ['race', 'Regatta leaves the harbour', 'The regatta left the harbour of Lisbon on Thursday at noon.'],
      ['night', 'Night shift', '“The harbour never sleeps,” a pilot said on the quayside on Thursday.'],
    ] as const;
    for (const [name, title, summary] of items)
      publisher.publish({
        title,
        summary,
        link: `${outOfReach}/feed/view/${name}`,
        picture: name === 'quay' ? '/enclosed.jpg' : `${outOfReach}/${name}.jpg`,
      });
    place = await planHarbourDays({
      feedUrl: publisher.feedUrl,
      server: 'https://mastodon.example',
      token: null,
      openHosts: [publisher.host, new URL(outOfReach).host],
    });
  });

  it('shows the threads its own text gives, and why the other items get none', async () => {
    const { exitCode, stdout, stderr } = await rapporteur(['preview', 'event.yaml'], place);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Harbour Days: http:\S+\/feed\.xml\n4 items, 2 to become threads\n/);
    expect(stdout).toMatch(/\n\nGulls return to the park\n {2}ignored: none of the event’s terms is in it\n/);
    expect(stdout).toMatch(
      /\n\nRegatta leaves the harbour\n {2}ignored: it has the excluded term “regatta”\n/,
    );
    expect(stdout).toMatch(
      /\n\nWork on the quay begins\n {2}from the feed’s own text: http:\S+\/quay\s+could/,
    );
    expect(stdout).toContain(
      '│  Work on the quay begins\n│\n│  Cranes came to the old quay of Lisbon on Thursday',
    );
    expect(stdout).toContain(`│  ${outOfReach}/feed/view/quay\n`);
  });

  it('stores nothing', async () => {
    const before = readdirSync(place.cwd, { recursive: true });
    await rapporteur(['preview', 'event.yaml'], place);
    expect(readdirSync(place.cwd, { recursive: true })).toEqual(before);
  });

  it('takes one item by its address, as JSON with the exact payload', async () => {
    const address = `${outOfReach}/feed/view/night`;
    const { exitCode, stdout } = await rapporteur(
      ['preview', 'event.yaml', '--json', '--item', `${address}?utm_source=feed`],
      place,
    );
    expect(exitCode).toBe(0);
    const posts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(posts).toMatchObject([
      { event: 'harbour-days', storyUrl: address, account: 'press', network: 'mastodon', index: 0 },
    ]);
    expect(posts[0].payload).toMatchObject({
      status: expect.stringMatching(
        /^Night shift\n\n“The harbour never sleeps,” .*\n\n.*\/night\n\n#HarbourDays$/s,
      ),
      visibility: 'public',
      language: 'en',
    });
  });

  it('says so when no feed holds the item', async () => {
    const { exitCode, stdout, stderr } = await rapporteur(
      ['preview', 'event.yaml', '--item', `${outOfReach}/feed/view/nought`],
      place,
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr).toContain(`holds ${outOfReach}/feed/view/nought now`);
  });
});

it('`preview` ends quietly when its reader leaves', async () => {
  const publisher = await openPublisher();
  publisher.publish(theOpening());
  const { cwd, env } = await planHarbourDays({
    feedUrl: publisher.feedUrl,
    server: 'https://mastodon.example',
    token: null,
    openHosts: [publisher.host],
  });
  const { stderr } = await rapporteur(['preview', 'event.yaml'], { cwd, env, reader: 'leaves' });
  expect(stderr).toBe('');
});

/** A loopback port that was just closed. */
async function anAddressOutOfReach(): Promise<string> {
  const server = await serveOnLoopback(() => undefined);
  await server.close();
  return server.origin;
}

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningDouble, startDouble } from '../networks/mastodon/running-double.ts';
import { planHarbourDays, theOpening } from './harbour-days.ts';
import { type RunningProgram, rapporteur, startRapporteur } from './program.ts';
import { openPublisher, type Publisher } from './publisher.ts';

let double: RunningDouble;
beforeAll(async () => {
  double = await startDouble(['--no-budgets']);
});
beforeEach(() => double.reset());
afterAll(() => double.stop());

type Place = Awaited<ReturnType<typeof planHarbourDays>>;

describe('`pause`', () => {
  it('keeps a running program from its next post, and `resume --keep` lets it go on', async () => {
    const { place, program, publisher } = await covering();
    const paused = await rapporteur(['pause', '--account', 'press'], place);
    expect(paused).toMatchObject({ exitCode: 0 });
    expect(paused.stdout).toMatch(
      /^Paused press: nothing more is posted there\. To go on: rapporteur resume/,
    );
    expect(paused.stderr).toBe('');
    const misspelt = await rapporteur(['pause', '--account', 'pres'], place);
    expect(misspelt).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/so check its spelling/) });
    await rapporteur(['resume', '--account', 'pres'], place);
    publisher.publish(theOpening());
    await program.says(/Planned “Ministers/);
    const { stdout } = await rapporteur(['status'], place);
    expect(stdout).toMatch(
      /^Paused: press, since .* rapporteur resume --account press --keep, --drop or --digest$/m,
    );
    expect(stdout).toMatch(
      /^ {4}press: 0 of \d posts public \(\w+, planned \d+s ago\); ready, but press has been paused since [\dT:.Z-]+$/m,
    );
    expect(await double.posts()).toEqual([]);

    const resumed = await rapporteur(['resume', '--account', 'press', '--keep'], place);
    expect(resumed.stdout).toBe('Resumed press: 1 thread that waited goes out at the pace.\n');
    await program.says(/press: the thread is complete/);
    await program.end('SIGTERM');
    expect((await double.posts()).length).toBeGreaterThan(1);
  });

  it('names what waited when it is resumed with `--drop`, which is never posted', async () => {
    const { place, program, publisher } = await covering();
    await rapporteur(['pause', '--all'], place);
    publisher.publish(theOpening());
    await program.says(/Planned “Ministers/);
    const { stdout } = await rapporteur(['resume', '--all', '--drop', '--json'], place);
    expect(JSON.parse(stdout)).toMatchObject({ resumed: { kind: 'all' }, waiting: 'drop', waited: 1 });
    await polledTwice(program);
    await program.end('SIGTERM');
    expect(await double.posts()).toEqual([]);
    const status = JSON.parse((await rapporteur(['status', '--json'], place)).stdout);
    expect(status.stories[0].grid).toMatchObject([
      { account: 'press', state: 'cancelled', nextStep: expect.stringContaining('dropped') },
    ]);
  });

  it('is refused for a feed that no event reads, and a resumption for what is not paused', async () => {
    const { place, program } = await covering();
    await program.end('SIGTERM');
    expect(await rapporteur(['pause', '--feed', 'https://elsewhere.example/'], place)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringMatching(/^No event reads https:\/\/elsewhere\.example\//),
    });
    expect(await rapporteur(['resume', '--all'], place)).toMatchObject({
      exitCode: 1,
      stderr: 'Nothing is changed: everything is not paused.\n',
    });
    expect(await rapporteur(['pause'], place)).toMatchObject({ exitCode: 2 });
  });

  it('of a feed keeps it from being read, which is no trouble to `status --health`', async () => {
    const { place, program, publisher } = await covering();
    await rapporteur(['pause', '--feed', publisher.feedUrl], place);
    await program.end('SIGTERM');
    expect(await rapporteur(['status', '--health'], place)).toMatchObject({
      exitCode: 0,
      stdout: 'No feed is asked: all are set aside, stopped or paused.\n',
    });
  });
});

describe('a word about deliveries', () => {
  it('holds a story back and lets it go on, by its own id or by that of the story', async () => {
    const { place, program, storyId, deliveryId } = await withOneWaiting();
    const held = await rapporteur(['hold', storyId], place);
    expect(held).toEqual({
      exitCode: 0,
      stdout: `press: “Ministers open the harbour to grain ships” is held; to let it go on: rapporteur release ${deliveryId}\n`,
      stderr: '',
    });
    await rapporteur(['resume', '--all'], place);
    await polledTwice(program);
    expect(await double.posts()).toEqual([]);
    expect((await rapporteur(['status'], place)).stdout).toContain(
      `held for a person: A person holds it; to let it go on: rapporteur release ${deliveryId}`,
    );
    await rapporteur(['release', deliveryId], place);
    await program.says(/press: the thread is complete/);
    await program.end('SIGTERM');
  });

  it('posts what its account shows already in other words, also after a restart', async () => {
    const {
      place,
      program: first,
      publisher,
    } = await covering(async ({ feedUrl }) => {
      const link = new URL(theOpening().link, feedUrl).href;
      for (const words of ['Look', 'Look again']) await postByHand(`${words}: ${link}`);
    });
    publisher.publish(theOpening());
    await first.says(/shows this article already, in a post that the store knows nothing of/);
    await first.end('SIGTERM');
    const program = startRapporteur(['run', 'event.yaml'], place);
    const held = JSON.parse((await rapporteur(['status', '--json'], place)).stdout);
    const [{ delivery, state }] = held.stories[0].grid;
    expect(state).toBe('held');
    expect(await rapporteur(['release', delivery, '--not-public'], place)).toMatchObject({ exitCode: 0 });
    await program.says(/press: the thread is complete/);
    await program.end('SIGTERM');
  });

  it('cancels for good, and says with which id it could do nothing', async () => {
    const { place, program, storyId, deliveryId } = await withOneWaiting();
    const { exitCode, stdout, stderr } = await rapporteur(['cancel', storyId, 'no-such', '--json'], place);
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({
      word: 'cancel',
      deliveries: [
        { delivery: deliveryId, account: 'press', was: 'ready', became: 'cancelled', changed: true },
      ],
      unknown: ['no-such'],
    });
    expect(await rapporteur(['retry', deliveryId], place)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr:
        'press: “Ministers open the harbour to grain ships” is cancelled (by a person), so there is nothing to retry.\n',
    });
    expect(await rapporteur(['release', '--account', 'press'], place)).toMatchObject({ exitCode: 1 });
    await program.end('SIGTERM');
    expect(await double.posts()).toEqual([]);
  });
});

/** `before` is done before the program starts. */
async function covering(before: (publisher: Publisher) => Promise<void> = async () => undefined) {
  const publisher = await openPublisher();
  await before(publisher);
  const place = await planHarbourDays({
    feedUrl: publisher.feedUrl,
    server: double.address,
    token: double.token,
    openHosts: [publisher.host],
  });
  const program = startRapporteur(['run', 'event.yaml'], place);
  await program.says(/Read .*: 0 items/);
  return { publisher, place, program };
}

/** In the network's own app. */
async function postByHand(status: string): Promise<void> {
  await fetch(`${double.address}/api/v1/statuses`, {
    method: 'POST',
    headers: { authorization: `Bearer ${double.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ status }),
  });
}

/** Two more polls: time enough for whatever it would post. */
async function polledTwice(program: RunningProgram): Promise<void> {
  const polls = program.stdout().split('Nothing new').length - 1;
  await program.says(new RegExp(`(Nothing new[^]*?){${polls + 2}}`));
}

/** A program at work with one planned thread that a pause of everything keeps back. */
async function withOneWaiting(): Promise<{
  place: Place;
  program: RunningProgram;
  storyId: string;
  deliveryId: string;
}> {
  const { place, program, publisher } = await covering();
  await rapporteur(['pause', '--all'], place);
  publisher.publish(theOpening());
  await program.says(/Planned “Ministers/);
  const status = JSON.parse((await rapporteur(['status', '--json'], place)).stdout);
  const [{ story, grid }] = status.stories;
  return { place, program, storyId: story.id, deliveryId: grid[0].delivery };
}

import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningDouble, startDouble } from '../networks/mastodon/running-double.ts';
import { aFolder, planHarbourDays, theOpening } from './harbour-days.ts';
import { type RunningProgram, rapporteur, startRapporteur } from './program.ts';
import { openPublisher } from './publisher.ts';

let double: RunningDouble;
beforeAll(async () => {
  double = await startDouble(['--no-budgets']);
});
beforeEach(() => double.reset());
afterAll(() => double.stop());

type Place = Awaited<ReturnType<typeof planHarbourDays>>;

describe('a story held for a word', () => {
  it('is named by `status` with its ways on, and posted once when it is approved beside the run', async () => {
    const { place, program, storyId } = await holding('hold-for-approval: ["wait*", inspected]');
    expect(await double.posts()).toEqual([]);
    const { stdout: status } = await rapporteur(['status'], place);
    expect(
      status,
    ).toContain(`Ministers open the harbour to grain ships  held: it would post “wait*”, “inspected”
    to let it go on:  rapporteur approve ${storyId}
    to end it:        rapporteur drop ${storyId}
`);

    expect(await rapporteur(['approve', storyId], place)).toEqual({
      exitCode: 0,
      stdout: 'Approved “Ministers open the harbour to grain ships”: it is posted when its turn comes.\n',
      stderr: '',
    });
    await program.says(/press: the thread is complete/);
    await program.end('SIGTERM');
    const openers = (await double.posts()).filter(({ inReplyToId }) => inReplyToId === null);
    expect(openers.map(({ text }) => text.split('\n')[0])).toEqual([
      'Ministers open the harbour to grain ships',
    ]);
  });

  it('is never posted once it was dropped, be a program at work or not', async () => {
    const { place, program, storyId } = await holding('hold-for-approval: [waiting]');
    await program.end('SIGTERM');
    const dropped = await rapporteur(['drop', 'no-such-story', storyId], place);
    expect(dropped).toEqual({
      exitCode: 1,
      stdout: 'Dropped “Ministers open the harbour to grain ships”: it is not posted.\n',
      stderr: 'The store has no story no-such-story; rapporteur status names those that are held.\n',
    });
    const again = startRapporteur(['run', 'event.yaml'], place);
    await again.says(/(Nothing new at .*\s+.*){2}/);
    await again.end('SIGTERM');
    expect(await double.posts()).toEqual([]);
    expect(await rapporteur(['approve', storyId], place)).toMatchObject({
      exitCode: 1,
      stderr: `The story ${storyId} is not held, so there is nothing to decide (ignored).\n`,
    });
  });

  it('tells scripts with --json what became of each', async () => {
    const { place, program, storyId } = await holding('hold-for-approval: [waiting]');
    await program.end('SIGTERM');
    const dropped = await rapporteur(['drop', 'no-such-story', storyId, '--json'], place);
    expect(dropped).toMatchObject({ exitCode: 1, stderr: '' });
    expect(JSON.parse(dropped.stdout)).toEqual({
      word: 'drop',
      stories: [{ story: storyId, was: 'held', became: 'ignored', changed: true }],
      unknown: ['no-such-story'],
    });
    const approved = await rapporteur(['approve', storyId, '--json'], place);
    expect(approved).toMatchObject({ exitCode: 1, stderr: '' });
    expect(JSON.parse(approved.stdout)).toEqual({
      word: 'approve',
      stories: [{ story: storyId, was: 'ignored', became: 'ignored', changed: false }],
      unknown: [],
    });
  });
});

it('a story with a word in its headline that never goes out can’t be approved, and is told so', async () => {
  const { place, program, storyId } = await holding('never-post: [grain]');
  const { exitCode, stdout } = await rapporteur(['approve', storyId], place);
  expect(exitCode).toBe(0);
  expect(stdout).toMatch(
    /^Nobody can approve “Ministers .*”: its headline or lead has “grain”, and can’t go out as long as never-post lists that\./,
  );
  await program.says(/Held[\s\S]*Held/);
  await program.end('SIGTERM');
  expect(await double.posts()).toEqual([]);
});

it('`preview` shows what would be held, and for which words', async () => {
  const { place, publisher } = await aNewsroom('hold-for-approval: [waiting, "crew*"]');
  publisher.publish(theOpening());
  const { stdout } = await rapporteur(['preview', 'event.yaml'], place);
  expect(stdout).toMatch(/^1 item, 1 to become threads, 1 of them when a person has approved$/m);
  expect(stdout).toMatch(/^ {2}would be held for: waiting, crew\*$/m);
  expect(stdout).toContain('— Ana Porto');
  await appendFile(join(place.cwd, 'event.yaml'), 'never-post: [grain]\n');
  const { stdout: without } = await rapporteur(['preview', 'event.yaml'], place);
  expect(without).toMatch(/^1 item, 0 to become threads$/m);
  expect(without).toMatch(/^ {2}would be held: its headline or lead has “grain”/m);
});

describe.each(['approve', 'drop'])('`%s`', (decision) => {
  it('makes no store where there is none', async () => {
    const cwd = await aFolder();
    expect(await rapporteur([decision, 'some-story'], { cwd })).toMatchObject({ exitCode: 1, stdout: '' });
    expect(await readdir(cwd)).toEqual([]);
  });
});

async function aNewsroom(line: string) {
  const publisher = await openPublisher();
  const place = await planHarbourDays({
    feedUrl: publisher.feedUrl,
    server: double.address,
    token: double.token,
    openHosts: [publisher.host],
  });
  await appendFile(join(place.cwd, 'event.yaml'), `${line}\n`);
  return { publisher, place };
}

/** A program at work whose event has this line, and that holds its only story. */
async function holding(line: string): Promise<{ place: Place; program: RunningProgram; storyId: string }> {
  const { publisher, place } = await aNewsroom(line);
  const program = startRapporteur(['run', 'event.yaml'], place);
  await program.says(/Read .*: 0 items/);
  publisher.publish(theOpening());
  await program.says(/Held “Ministers/);
  const [, storyId = ''] = /rapporteur approve (\w+)/.exec(program.stdout()) ?? [];
  return { place, program, storyId };
}

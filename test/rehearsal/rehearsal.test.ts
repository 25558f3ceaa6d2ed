import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const golden = fileURLToPath(new URL('../golden/vancouver/payloads.json', import.meta.url));

interface PostLine {
  readonly storyUrl: string;
  readonly network: 'mastodon' | 'bluesky';
  readonly index: number;
  readonly payload: unknown;
}

const rehearse = (...options: readonly string[]) =>
  spawnSync(process.execPath, ['src/cli/rapporteur.mjs', 'rehearse', ...options], {
    cwd: root,
    encoding: 'utf8',
    timeout: 300_000,
  });

describe('the bundled rehearsal', () => {
  let plain: ReturnType<typeof rehearse>;
  let posts: readonly PostLine[];
  const timelineOf = (account: string) =>
    plain.stdout.split('\nTimeline\n')[1]?.split(`  ${account}  `)[1]?.split('\n  un-news-')[0] ?? '';
  beforeAll(() => {
    plain = rehearse();
    posts = rehearse('--json')
      .stdout.trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      // What the programme causes has no story.
      .filter(({ storyUrl }) => storyUrl !== undefined);
  }, 600_000);

  it('ends well and tells what it came to', () => {
    expect(plain.stderr).toBe('');
    expect(plain.status).toBe(0);
    expect(plain.stdout).toMatch(/stories seen +13, 3 of them from before we began/);
    expect(plain.stdout).toMatch(/threads +\d\d/);
    expect(plain.stdout).toMatch(/refusals +0/);
  });

  it('counts in the timeline what a hub update posts, not what it pins and takes down', () => {
    expect(timelineOf('un-news-bluesky')).toMatch(/ 1 post +hub update:/);
    expect(timelineOf('un-news-mastodon')).toMatch(/ edited +hub update:/);
    expect(plain.stdout).not.toMatch(/[2-9] posts +hub update:/);
  });

  it('prints plain lines into a pipe', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: an escape is what must not be there.
    expect(plain.stdout).not.toMatch(/[\u001b\r]/);
  });

  it('says which pictures were left out for want of a description', () => {
    expect(plain.stdout).toMatch(/image \(no alt text\)/);
  });

  it('posts what belongs to the event, once on each network, and nothing else', () => {
    const openers = posts.filter(({ index }) => index === 0);
    const stories = new Set(openers.map(({ storyUrl }) => storyUrl));
    expect(stories.size).toBe(5);
    for (const url of stories)
      expect(openers.filter(({ storyUrl }) => storyUrl === url).map(({ network }) => network)).toHaveLength(
        2,
      );
  });

  it('lets followers sleep, and tells the late story in the morning', () => {
    expect(plain.stdout).toMatch(
      /Mastodon un-news-mastodon · Wed 15 Nov 06:30 PST\n.*\n.*French-speaking units/,
    );
  });

  it('goes through the whole programme, and says that a session was moved', () => {
    for (const moment of [
      /Mon 13 Nov 09:00 PST .* announcement: /,
      /Tue 14 Nov 07:30 PST .* opening: /,
      /Tue 14 Nov 08:15 PST .* day opening: /,
      /Tue 14 Nov 08:45 PST .* Starting at 09:00 PST: Opening/,
      /Tue 14 Nov 09:00 PST .* Now: Opening/,
      /Tue 14 Nov 11:\d\d PST .* Correction: Women in peace/,
      /Tue 14 Nov 14:15 PST .* Starting at 14:30 PST: Women/,
      /Tue 14 Nov 18:30 PST .* day wrap-up: /,
      /Wed 15 Nov 19:00 PST .* closing: /,
    ])
      for (const timeline of [timelineOf('un-news-bluesky'), timelineOf('un-news-mastodon')])
        expect(timeline).toMatch(moment);
    expect(plain.stdout).toMatch(
      /Correction: Women in peacekeeping.*\n.*\n.*New time: Tuesday 14 November, 14:30/,
    );
  });

  it('gives the same timeline at another speed', () => {
    const half = ['--from', '2017-11-14 06:00', '--to', '2017-11-14 12:00'];
    const [fast, slow] = [rehearse(...half), rehearse(...half, '--speed', '20000')];
    expect(timelineIn(slow.stdout)).toBe(timelineIn(fast.stdout));
    expect(timelineIn(fast.stdout)).toMatch(/Correction: Women/);
  });

  it('does not post the edited story again', () => {
    expect(plain.stdout).toMatch(/changed +1 after they were first seen/);
    const openers = posts.filter(({ index, storyUrl }) => index === 0 && storyUrl.endsWith('/570012'));
    expect(openers.map(({ network }) => network).sort()).toEqual(['bluesky', 'mastodon']);
  });

  it('sends the Vancouver story’s payloads to the letter', () => {
    const vancouver = posts
      .filter(({ storyUrl }) => storyUrl.endsWith('/570012'))
      .map(({ network, index, payload }) => ({ network, index, payload }));
    const text = `${JSON.stringify(withoutImageBytes(vancouver), null, 2)}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });
});

/** The timeline and all threads before it, without what tells how long it took. */
function timelineIn(stdout: string): string {
  return stdout.replace(/^ {2}time .*$/m, '');
}

/**
 * Encoders differ between platforms in their last bytes, and a picture's hash is in the record's CID, and that in every
 * reply. The names that stand in for them keep who refers to whom.
 */
function withoutImageBytes(value: unknown): unknown {
  const names = new Map<string, string>();
  const nameOf = (cid: string, kind: string) => {
    const known = names.get(cid);
    if (known) return known;
    names.set(cid, `${kind}-${names.size + 1}`);
    return names.get(cid) ?? '';
  };
  const text = JSON.stringify(value)
    .replaceAll(/bafkrei[a-z2-7]+/g, (cid) => nameOf(cid, 'blob'))
    .replaceAll(/bafyrei[a-z2-7]+/g, (cid) => nameOf(cid, 'record'))
    .replaceAll(/"size":\d+/g, '"size":0');
  return JSON.parse(text);
}

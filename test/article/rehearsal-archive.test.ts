import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/article/article.ts';
import { articleText } from '../../src/article/article-text.ts';
import { parseInstant } from '../../src/base/instant.ts';
import { articleOn, readPage } from './pages.ts';

const archive = new URL('../../src/rehearsal/archive/vancouver/', import.meta.url);
const origin = 'http://127.0.0.1:8017';

interface Serve {
  readonly at: string;
  readonly path: string;
  readonly file?: string;
  readonly redirectTo?: string;
}

const timeline: { startsAt: string; endsAt: string; serves: readonly Serve[] } = JSON.parse(
  readFileSync(new URL('timeline.json', archive), 'utf8'),
);
const textOf = (file: string) =>
  readFileSync(new URL(file, archive), 'utf8').replaceAll('{{origin}}', origin);

function story(name: string, title: string): Article {
  return articleOn(
    readPage(textOf(`pages/${name}.html`), { url: `${origin}/en/story/2017/11/${name}`, title }),
  );
}

const headline =
  'Largest gathering of defence ministers dedicated to UN peacekeeping to kick off in Vancouver';

describe('the bundled archive', () => {
  it('serves only files it has, in order of time, within the event', () => {
    const times = timeline.serves.map(({ at }) => parseInstant(at) ?? Number.NaN);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times[0]).toBe(parseInstant(timeline.startsAt));
    expect(times.at(-1)).toBeLessThan(parseInstant(timeline.endsAt) ?? 0);
    for (const { file } of timeline.serves)
      if (file) expect(existsSync(new URL(file, archive)), file).toBe(true);
  });

  it('holds no file that is never served', () => {
    const served = new Set(timeline.serves.map(({ file }) => file));
    const held = ['feeds', 'pages', 'pictures'].flatMap((folder) =>
      readdirSync(new URL(folder, archive)).map((name) => `${folder}/${name}`),
    );
    expect(held.filter((file) => !served.has(file))).toEqual([]);
  });

  it('serves every address its feeds name', () => {
    const paths = new Set(timeline.serves.map(({ path }) => path));
    const named = readdirSync(new URL('feeds', archive))
      .flatMap((name) => [
        ...textOf(`feeds/${name}`).matchAll(
          /<link>[^<]*?(\/feed\/view[^<]*)<|enclosure url="[^"]*?(\/assets[^"]*)"/g,
        ),
      ])
      .map(([, link, picture]) => link ?? picture ?? '');
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((path) => !paths.has(path))).toEqual([]);
  });

  it('gives the Vancouver story whole: lead, list, pull quote, picture, video and audio', () => {
    const article = story('largest-gathering-of-defence-ministers', headline);
    expect(article.headline).toBe(headline);
    expect(article.blocks.map(({ kind }) => kind)).toEqual([
      'paragraph',
      'paragraph',
      'block-quote',
      'list',
      'paragraph',
      'paragraph',
    ]);
    expect(article.lead).toMatch(
      /^It is extremely critical that “major gaps” .* defence ministers in Canada\.$/,
    );
    expect(article.blocks[3]).toMatchObject({
      intro: expect.stringMatching(/It aims to:$/),
      items: { length: 4 },
    });
    expect(article.images).toMatchObject([
      {
        altText: 'Drawing of five blue helmets in a row before snow-capped mountains.',
        width: 1200,
        height: 675,
      },
    ]);
    expect(article.recordings.map(({ kind, url }) => `${kind} ${url}`)).toEqual([
      `video ${origin}/en/video/2017/11/570013`,
      `audio ${origin}/en/audio/2017/11/570014`,
    ]);
    expect(articleText(article)).not.toMatch(/Follow|Related|Subscribe|bridge|UN_News_Centre/);
  });

  it('changes one paragraph in the edit, and nothing else', () => {
    const before = story('largest-gathering-of-defence-ministers', headline);
    const after = story('largest-gathering-of-defence-ministers-edited', headline);
    const changed = after.blocks.filter(
      (block, at) => JSON.stringify(block) !== JSON.stringify(before.blocks[at]),
    );
    expect(changed).toEqual([after.blocks[0]]);
    expect(after.url).toBe(before.url);
    expect(after.modifiedAt).toBe(parseInstant('2017-11-14T19:02:40-05:00'));
  });

  it('has pictures to trip over: a position to strip, one over a megabyte, a web page under .jpg', async () => {
    const pictures = new URL('pictures/', archive).pathname;
    expect((await sharp(`${pictures}helmets-with-gps.jpg`).metadata()).exif?.length).toBeGreaterThan(200);
    expect(statSync(`${pictures}hall-over-1-mb.png`).size).toBeGreaterThan(1_000_000);
    await expect(sharp(`${pictures}not-a-picture.jpg`).metadata()).rejects.toThrow(
      'unsupported image format',
    );
  });
});

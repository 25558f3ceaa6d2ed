import { describe, expect, it } from 'vitest';
import { createSeededChance } from '../../../src/base/chance.ts';
import { freezeThread } from '../../../src/networks/bluesky/freeze.ts';
import { readFrozen } from '../../../src/networks/bluesky/frozen.ts';
import { showBlueskyPart } from '../../../src/networks/bluesky/show.ts';
import { createTidSequence, isTid } from '../../../src/networks/bluesky/tid.ts';
import type { Picture } from '../../../src/networks/network.ts';
import type { Part } from '../../../src/outbox/delivery.ts';
import type { Attachment, Thread } from '../../../src/thread/thread.ts';
import { aPicture, aPost, aThread } from './account.ts';

const openingTime = 1_510_675_200_000;
const hall = 'https://example.org/hall.jpg';
const card: Attachment = {
  kind: 'card',
  url: 'https://example.org/story',
  title: 'Largest gathering',
  description: 'Defence ministers meet.',
  imageUrl: hall,
  imageAltText: 'A hall',
};

function freeze(thread: Thread, pictures: ReadonlyMap<string, Picture> = new Map()) {
  const tids = createTidSequence(createSeededChance(1));
  const deps = { did: 'did:plc:newsdesk', handles: new Map(), tids };
  return freezeThread(thread, { createdAt: openingTime, pictures }, deps);
}

async function frozenParts(
  thread: Thread,
  pictures?: ReadonlyMap<string, Picture>,
): Promise<readonly Part[]> {
  const frozen = await freeze(thread, pictures);
  if (!frozen.ok) throw new Error(frozen.failure.detail);
  return frozen.value;
}

async function frozenRecord(thread: Thread, pictures?: ReadonlyMap<string, Picture>) {
  const [part] = await frozenParts(thread, pictures);
  if (!part) throw new Error('nothing was frozen');
  return { part, record: readFrozen(part).value };
}

describe('a frozen thread', () => {
  it('is the same, byte for byte, for the same plan, time and chance', async () => {
    const thread = aThread(aPost(), aPost({ text: 'More' }));
    expect(await frozenParts(thread)).toEqual(await frozenParts(thread));
  });

  it('names root and parent of every reply by address and content', async () => {
    const parts = await frozenParts(aThread(aPost(), aPost({ text: 'two' }), aPost({ text: 'three' })));
    const [first, second, third] = parts.map(readFrozen);
    const reference = (frozen: typeof first) => ({ uri: frozen?.uri, cid: frozen?.cid });
    expect(first?.value.reply).toBeUndefined();
    expect(second?.value.reply).toEqual({ root: reference(first), parent: reference(first) });
    expect(third?.value.reply).toEqual({ root: reference(first), parent: reference(second) });
  });

  it('has rising keys and rising times, so that feeds keep its order', async () => {
    const parts = await frozenParts(aThread(...Array.from({ length: 7 }, () => aPost())));
    const keys = parts.map(({ key }) => key);
    const times = parts.map((part) => readFrozen(part).value.createdAt);
    expect(keys.every(isTid)).toBe(true);
    expect(keys).toEqual([...keys].sort());
    expect(new Set(keys).size).toBe(7);
    expect(times[0]).toBe('2017-11-14T16:00:00.000Z');
    expect(times[6]).toBe('2017-11-14T16:00:00.006Z');
  });

  it('stands at the address of its account and key', async () => {
    const { part } = await frozenRecord(aThread(aPost()));
    expect(readFrozen(part).uri).toBe(`at://did:plc:newsdesk/app.bsky.feed.post/${part.key}`);
  });

  it('carries a card with its picture, to be uploaded first', async () => {
    const picture = aPicture();
    const { part, record } = await frozenRecord(
      aThread(aPost({ attachment: card })),
      new Map([[hall, picture]]),
    );
    expect(record.embed).toMatchObject({
      external: {
        uri: 'https://example.org/story',
        thumb: { mimeType: 'image/jpeg', size: picture.byteLength },
      },
    });
    expect(part.media).toMatchObject([{ hash: picture.hash, altText: 'A hall' }]);
  });

  it.each<[string, ReadonlyMap<string, Picture>]>([
    ['could not be had', new Map()],
    ['is larger than a thumb may be', new Map([[hall, aPicture({ byteLength: 1_000_001 })]])],
  ])('carries a card without its picture when that %s', async (_, pictures) => {
    const { part, record } = await frozenRecord(aThread(aPost({ attachment: card })), pictures);
    expect(record.embed).toEqual({
      $type: 'app.bsky.embed.external',
      external: {
        uri: 'https://example.org/story',
        title: 'Largest gathering',
        description: 'Defence ministers meet.',
      },
    });
    expect(part.media).toEqual([]);
  });

  it('leaves out images that could not be had, and keeps shape and alt text of the others', async () => {
    const images = [hall, 'https://example.org/gone.jpg'].map((url) => ({ url, altText: `Alt of ${url}` }));
    const post = aPost({ attachment: { kind: 'images', images } });
    const { record } = await frozenRecord(aThread(post), new Map([[hall, aPicture()]]));
    expect(record.embed).toMatchObject({
      $type: 'app.bsky.embed.images',
      images: [{ alt: `Alt of ${hall}`, aspectRatio: { width: 800, height: 600 } }],
    });
  });

  it('goes out as text when none of its images could be had', async () => {
    const attachment: Attachment = { kind: 'images', images: [{ url: hall, altText: 'A hall' }] };
    const { record } = await frozenRecord(aThread(aPost({ attachment })));
    expect(record.embed).toBeUndefined();
  });

  it.each<[string, readonly string[] | undefined]>([
    ['en', ['en']],
    ['pt-br', ['pt-BR']],
    ['en_US', undefined],
  ])('in the language "%s" says %o', async (language, langs) => {
    expect((await frozenRecord(aThread(aPost({ language })))).record.langs).toEqual(langs);
  });

  it.each([
    ['Casualties', 'graphic-media'],
    ['Nudity', 'nudity'],
  ])('with the content warning "%s" is labelled %s, its text unchanged', async (contentWarning, val) => {
    const { record } = await frozenRecord(aThread(aPost({ contentWarning, text: 'As it was' })));
    expect(record.labels?.values).toEqual([{ val }]);
    expect(record.text).toBe('As it was');
  });

  it('shows what a reader would see', async () => {
    const post = aPost({ attachment: card, contentWarning: 'Casualties' });
    const { part } = await frozenRecord(aThread(post), new Map([[hall, aPicture()]]));
    expect(showBlueskyPart(part)).toEqual({
      text: 'Ministers meet in Vancouver',
      contentWarning: 'graphic-media',
      visibility: null,
      languages: ['en'],
      card: {
        url: 'https://example.org/story',
        title: 'Largest gathering',
        description: 'Defence ministers meet.',
        hasPicture: true,
      },
      pictures: [],
    });
  });
});

describe('a thread that is not frozen', () => {
  it.each<[string, Thread, string]>([
    ['has a post of 301 graphemes', aThread(aPost(), aPost({ text: 'a'.repeat(301) })), 'post-over-limit'],
    ['was meant for followers only', aThread(aPost({ visibility: 'private' })), 'visibility-not-offered'],
    [
      'would be an empty post',
      aThread(
        aPost({ text: '', attachment: { kind: 'images', images: [{ url: hall, altText: 'A hall' }] } }),
      ),
      'nothing-to-post',
    ],
  ])('is one that %s', async (_, thread, code) => {
    expect(await freeze(thread)).toMatchObject({ ok: false, failure: { code, subject: 'story-1' } });
  });

  it('says which post is at fault', async () => {
    const frozen = await freeze(aThread(aPost(), aPost({ text: 'a'.repeat(301) })));
    expect(frozen).toMatchObject({
      failure: { detail: 'post 2: grapheme too big (maximum 300, got 301) at $.text' },
    });
  });
});

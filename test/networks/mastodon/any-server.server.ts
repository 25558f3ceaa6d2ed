import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemChance } from '../../../src/base/chance.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { drawId } from '../../../src/base/ids.ts';
import { minute } from '../../../src/base/instant.ts';
import { connectMastodon } from '../../../src/networks/mastodon/connect.ts';
import type { Connection, Picture } from '../../../src/networks/network.ts';
import { preparePicture } from '../../../src/networks/prepare-picture.ts';
import { recognise } from '../../../src/networks/recognise.ts';
import { asProven, type Delivery, type Receipt } from '../../../src/outbox/delivery.ts';
import type { Outcome } from '../../../src/outbox/outcome.ts';
import { tell } from './account.ts';
import { aDelivery, aLogin, aPost, aThread, withReceipts } from './builders.ts';
import { type RunningDouble, startDouble } from './running-double.ts';

// What is posted here is unlisted, and deleted in the end.

let double: RunningDouble | null = null;
let server: { readonly address: string; readonly token: string };
let connection: Connection;
let picture: Picture;
const posted: string[] = [];

beforeAll(async () => {
  const { TEST_MASTODON_URL: address, TEST_MASTODON_TOKEN: token } = process.env;
  if (!address || !token) double = await startDouble(['--no-budgets']);
  server = double ?? { address: address ?? '', token: token ?? '' };
  picture = await aPhotograph();
  connection = connectMastodon(aLogin({ serviceUrl: server.address, secret: server.token }), {
    clock: systemClock,
    chance: systemChance,
    loadMedia: async (hash) => (hash === picture.hash ? picture.bytes : null),
    sessions: { load: async () => null, save: async () => {} },
  });
});

afterAll(async () => {
  for (const id of double ? [] : posted.toReversed()) await deletePost(id);
  await connection?.close();
  await double?.stop();
});

describe('a server that speaks Mastodon’s API', () => {
  it('tells whose token it is, and its limits', async () => {
    expect(await connection.verifyAccount()).toMatchObject({ ok: true });
    expect(await connection.readLimits()).toMatchObject({ ok: true });
  });

  it('takes a thread with a picture, each post an answer to the one before', async () => {
    const { delivery, last } = await publishAll(await freeze('One', 'Two & a half', '“Three”'));
    expect(tell(last)).toBe('published');
    const ids = delivery.parts.map(({ receipt }) => receipt?.remoteId ?? '');
    const shown = await Promise.all(ids.map(readPost));
    expect(shown.map(({ in_reply_to_id }) => in_reply_to_id ?? null)).toEqual([null, ...ids.slice(0, -1)]);
    expect(shown[0]?.media_attachments).toHaveLength(1);
  });

  it('shows what was posted when its receipts were lost, and is not asked to post it again', async () => {
    const since = systemClock.now();
    const delivery = await freeze('Found again', 'and its answer');
    const { delivery: known } = await publishAll(delivery);
    const receipts = known.parts.flatMap(({ receipt }) => receipt ?? []);
    const sighting = await connection.lookFor(delivery, since);
    expect(sighting).toMatchObject({
      state: 'found',
      receipts: receipts.map(({ remoteId }) => ({ remoteId })),
    });
  });

  it('shows it to a program that knows nothing of it, by its words', async () => {
    const delivery = await freeze('Restored from a backup', 'with an answer');
    await publishAll(delivery);
    const own = await connection.listOwn(systemClock.now() - minute);
    if (!own.ok) throw new Error(own.failure.detail);
    expect(recognise(delivery, own.value)).toMatchObject({ state: 'shown' });
    expect(recognise(await freeze('Nobody ever posted this'), own.value)).toEqual({ state: 'news' });
  });

  it('has nothing of what was never posted', async () => {
    expect(tell(await connection.lookFor(await freeze('Never sent'), systemClock.now()))).toBe('absent');
  });

  it('lets a thread go on from the nearest living post', async () => {
    const delivery = await freeze('Stays', 'is deleted', 'goes on');
    const afterOne = await publishOne(delivery);
    const afterTwo = await publishOne(afterOne);
    const [one, two] = afterTwo.parts.map(({ receipt }) => receipt?.remoteId ?? '');
    await deletePost(two ?? '');
    const outcome = await connection.publish(afterTwo);
    // Software that takes an answer to nobody is found out, and the post is not called published.
    if (outcome.state !== 'published') {
      expect(tell(outcome)).toBe('refused: posted-otherwise');
      return;
    }
    const [receipt] = outcome.receipts;
    keep(outcome.receipts);
    expect((await readPost(receipt?.remoteId ?? '')).in_reply_to_id).toBe(one);
  });
});

async function freeze(...texts: readonly string[]): Promise<Delivery> {
  const run = drawId(systemChance);
  const posts = texts.map((text, index) =>
    aPost(`${text} ${run}`, { visibility: 'unlisted', ...(index === 0 && { images: ['A blue field'] }) }),
  );
  const pictures = new Map([['https://un.example/A blue field', picture]]);
  const frozen = await connection.freezeThread(aThread(...posts), { createdAt: systemClock.now(), pictures });
  if (!frozen.ok) throw new Error(frozen.failure.detail);
  return aDelivery(frozen.value);
}

async function publishAll(delivery: Delivery): Promise<{ delivery: Delivery; last: Outcome }> {
  const last = await connection.publish(delivery);
  if (last.state !== 'published' || last.receipts.length === 0) return { delivery, last };
  keep(last.receipts);
  return publishAll(withReceipts(delivery, last.receipts));
}

async function publishOne(delivery: Delivery): Promise<Delivery> {
  const outcome = await connection.publish(delivery);
  if (outcome.state !== 'published') throw new Error(tell(outcome));
  keep(outcome.receipts);
  for (const receipt of outcome.receipts)
    expect(await connection.readBack(receipt)).toEqual({ ok: true, value: true });
  return withReceipts(delivery, outcome.receipts.map(asProven));
}

function keep(receipts: readonly Receipt[]): void {
  posted.push(...receipts.map(({ remoteId }) => remoteId));
}

interface ReadPost {
  readonly in_reply_to_id: string | null;
  readonly media_attachments: readonly unknown[];
}

async function readPost(id: string): Promise<ReadPost> {
  const headers = { authorization: `Bearer ${server.token}` };
  const answer = await fetch(`${server.address}/api/v1/statuses/${id}`, { headers });
  return JSON.parse(await answer.text());
}

async function deletePost(id: string): Promise<void> {
  if (double) return double.deletePost(id);
  const headers = { authorization: `Bearer ${server.token}` };
  await fetch(`${server.address}/api/v1/statuses/${id}`, { method: 'DELETE', headers });
}

async function aPhotograph(): Promise<Picture> {
  const create = { width: 320, height: 200, channels: 3, background: '#336699' } as const;
  const bytes = await sharp({ create }).jpeg().toBuffer();
  const prepared = await preparePicture(bytes, { mostBytes: 1_000_000, mostPixels: null });
  if (!prepared.ok) throw new Error(prepared.failure.detail);
  return prepared.value;
}

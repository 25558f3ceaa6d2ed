import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../../../src/base/clock.ts';
import { failed, success } from '../../../src/base/failure.ts';
import { second } from '../../../src/base/instant.ts';
import type { BlueskyClient, Refusal } from '../../../src/networks/bluesky/client.ts';
import { connectThrough } from '../../../src/networks/bluesky/connect-through.ts';
import { createStandInClient } from '../../../src/networks/bluesky/stand-in-client.ts';
import type { Picture } from '../../../src/networks/network.ts';
import type { Thread } from '../../../src/thread/thread.ts';
import { aDelivery, aLogin, aPicture, aPost, aThread, depsInMemory } from './account.ts';

const hall = 'https://example.org/hall.jpg';
const picture = aPicture();
const other = aPicture({ text: 'other pixels' });
const withPicture = aPost({ attachment: { kind: 'images', images: [{ url: hall, altText: 'A hall' }] } });
const login = aLogin();

/** An account over a server in memory, of which `faults` replace single calls. */
function anAccount(faults: (server: BlueskyClient) => Partial<BlueskyClient> = () => ({})) {
  const server = createStandInClient(login);
  const deps = { ...depsInMemory({ pictures: [picture, other] }), clock: createVirtualClock(0) };
  const connection = connectThrough({ ...server, ...faults(server) }, { login, deps });
  const freeze = async (
    thread: Thread,
    pictures: ReadonlyMap<string, Picture> = new Map([[hall, picture]]),
  ) => {
    const frozen = await connection.freezeThread(thread, { createdAt: 0, pictures });
    if (!frozen.ok) throw new Error(frozen.failure.detail);
    return aDelivery(frozen.value);
  };
  return { server, connection, deps, freeze };
}

function answered(httpStatus: number, error: string): Refusal {
  return { kind: 'answered', httpStatus, error, message: error, headers: {} };
}

describe('publishing a delivery', () => {
  it('gives a receipt for every part, with address, page and content hash', async () => {
    const { connection, server, freeze } = anAccount();
    const delivery = await freeze(aThread(aPost(), aPost({ text: 'two' })));
    const outcome = await connection.publish(delivery);
    const [first] = server.records();
    expect(outcome).toMatchObject({
      state: 'published',
      receipts: [
        {
          partIndex: 0,
          remoteId: first?.uri,
          contentHash: first?.cid,
          url: `https://bsky.app/profile/newsdesk.test/post/${delivery.parts[0]?.key}`,
        },
        { partIndex: 1 },
      ],
    });
  });

  it('stores a single post once, however often it is published', async () => {
    const { connection, server, freeze } = anAccount();
    const delivery = await freeze(aThread(aPost()));
    const outcomes = [await connection.publish(delivery), await connection.publish(delivery)];
    expect(outcomes.map(({ state }) => state)).toEqual(['published', 'published']);
    expect(server.records()).toHaveLength(1);
  });

  it('is put off when a slow server would not be done with the pictures within the claim', async () => {
    const { connection, server, deps, freeze } = anAccount(({ uploadBlob }) => ({
      uploadBlob: async (...blob) => {
        await deps.clock.sleep(125 * second);
        return uploadBlob(...blob);
      },
    }));
    const urls = [hall, 'https://example.org/pier.jpg'];
    const images = urls.map((url) => ({ url, altText: 'A hall' }));
    const delivery = await freeze(
      aThread(aPost({ attachment: { kind: 'images', images } })),
      new Map([picture, other].map((each, at) => [urls[at] ?? '', each])),
    );
    expect(await connection.publish(delivery)).toMatchObject({
      state: 'later',
      failure: { code: 'server-too-slow' },
    });
    expect(server.records()).toEqual([]);
  });

  it('of a thread that is public already is unknown, and looking finds it whole', async () => {
    const { connection, server, freeze } = anAccount();
    const delivery = await freeze(aThread(aPost(), aPost({ text: 'two' })));
    const published = await connection.publish(delivery);
    expect(await connection.publish(delivery)).toMatchObject({ state: 'unknown' });
    expect(await connection.lookFor(delivery, 5)).toMatchObject({
      state: 'found',
      receipts: published.state === 'published' && published.receipts.map(({ remoteId }) => ({ remoteId })),
    });
    expect(server.records()).toHaveLength(2);
  });

  it('uploads a picture once, though two posts carry it', async () => {
    let uploads = 0;
    const { connection, freeze } = anAccount((server) => ({
      uploadBlob: (bytes, mediaType) => {
        uploads += 1;
        return server.uploadBlob(bytes, mediaType);
      },
    }));
    const outcome = await connection.publish(await freeze(aThread(withPicture, withPicture)));
    expect(outcome.state).toBe('published');
    expect(uploads).toBe(1);
  });

  it('uploads once more when the server has forgotten the picture', async () => {
    let commits = 0;
    const { connection, server, freeze } = anAccount((real) => ({
      createRecords: async (records) => {
        commits += 1;
        return commits === 1 ? failed(answered(400, 'BlobNotFound')) : real.createRecords(records);
      },
    }));
    const outcome = await connection.publish(await freeze(aThread(withPicture, aPost())));
    expect(outcome.state).toBe('published');
    expect(server.records()).toHaveLength(2);
  });

  it('waits when the server forgets the picture twice', async () => {
    const { connection, freeze } = anAccount(() => ({
      createRecords: async () => failed(answered(400, 'BlobNotFound')),
    }));
    const outcome = await connection.publish(await freeze(aThread(withPicture, aPost())));
    expect(outcome).toMatchObject({ state: 'later', failure: { code: 'upload-forgotten' } });
  });

  it('is refused when the server changes a picture, since the frozen record names the one we have', async () => {
    const { connection, server, freeze } = anAccount(() => ({
      uploadBlob: async (bytes) =>
        success({ cid: 'bafkreiother', mediaType: 'image/webp', byteLength: bytes.length }),
    }));
    const outcome = await connection.publish(await freeze(aThread(withPicture)));
    expect(outcome).toMatchObject({ state: 'refused', failure: { code: 'media-altered' } });
    expect(server.records()).toEqual([]);
  });

  it('is refused when the bytes of a picture are gone', async () => {
    const { connection, deps, freeze } = anAccount();
    const delivery = await freeze(aThread(withPicture));
    deps.media.clear();
    expect(await connection.publish(delivery)).toMatchObject({
      state: 'refused',
      failure: { code: 'media-gone' },
    });
  });

  it('is unknown when the server stored another record than was sent', async () => {
    const { connection, freeze } = anAccount(() => ({
      createRecords: async () => success(['bafyother', 'bafyother']),
    }));
    const outcome = await connection.publish(await freeze(aThread(aPost(), aPost())));
    expect(outcome).toMatchObject({ state: 'unknown', failure: { code: 'record-altered' } });
  });

  it('is refused when the login has become another account', async () => {
    const { connection, freeze } = anAccount(() => ({ signIn: async () => success('did:plc:somebodyelse') }));
    const outcome = await connection.publish(await freeze(aThread(aPost())));
    expect(outcome).toMatchObject({ state: 'refused', failure: { code: 'account-changed' } });
  });

  it('of nothing owed asks nobody', async () => {
    const { connection } = anAccount(() => ({
      signIn: async () => failed(answered(500, 'InternalServerError')),
    }));
    expect(await connection.publish(aDelivery([]))).toEqual({ state: 'published', receipts: [] });
  });
});

describe('looking for a delivery', () => {
  it('that never went out says that it is absent', async () => {
    const { connection, freeze } = anAccount();
    expect(await connection.lookFor(await freeze(aThread(aPost())), 0)).toEqual({ state: 'absent' });
  });

  it('says that another record stands under its key', async () => {
    const { connection, freeze } = anAccount(() => ({
      readRecord: async () => success({ cid: 'bafyother', value: {} }),
    }));
    const sighting = await connection.lookFor(await freeze(aThread(aPost())), 0);
    expect(sighting).toMatchObject({ state: 'contradicted', failure: { code: 'key-taken' } });
  });

  it('cannot tell while the server does not answer', async () => {
    const { connection, freeze } = anAccount(() => ({
      readRecord: async () => failed({ kind: 'no-answer', detail: 'socket hang up' }),
    }));
    const sighting = await connection.lookFor(await freeze(aThread(aPost())), 0);
    expect(sighting).toMatchObject({ state: 'cannot-tell', failure: { code: 'answer-lost' } });
  });
});

describe('an account', () => {
  it('takes smaller images where its server takes only smaller uploads', async () => {
    const { connection } = anAccount(() => ({
      describeServer: async () => success({ blobUploadLimit: 500_000 }),
    }));
    expect(await connection.readLimits()).toMatchObject({
      value: { imageBytes: 500_000, cardImageBytes: 500_000 },
    });
  });

  it('asks its server for limits once', async () => {
    let asked = 0;
    const { connection } = anAccount((server) => ({
      describeServer: () => {
        asked += 1;
        return server.describeServer();
      },
    }));
    await connection.readLimits();
    await connection.readLimits();
    expect(asked).toBe(1);
  });

  it('says that it is automated when its profile is labelled so', async () => {
    const value = { displayName: 'News desk', labels: { values: [{ val: 'bot' }] } };
    const { connection } = anAccount(() => ({ readRecord: async () => success({ cid: 'bafy', value }) }));
    expect(await connection.verifyAccount()).toEqual(
      success({ handle: 'newsdesk.test', displayName: 'News desk', bot: true }),
    );
  });

  it('without a profile goes by its handle', async () => {
    const { connection } = anAccount(() => ({ readRecord: async () => success(null) }));
    expect(await connection.verifyAccount()).toMatchObject({
      value: { displayName: 'newsdesk.test', bot: false },
    });
  });

  it('makes approved mentions live, and keeps the post when a handle is not found', async () => {
    const { connection, server, freeze } = anAccount((real) => ({
      resolveHandle: async (handle) =>
        handle === 'known.test' ? real.resolveHandle(handle) : failed(answered(400, 'InvalidRequest')),
    }));
    const spans = ['@known.test', '@unknown.test'].map(
      (text) => ({ kind: 'mention', text, handle: text }) as const,
    );
    await connection.publish(await freeze(aThread(aPost({ spans }))));
    expect(server.records()[0]?.value.facets?.map(({ index }) => index)).toEqual([
      { byteStart: 0, byteEnd: 11 },
    ]);
  });
});

import { createHmac } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { second } from '../../../src/base/instant.ts';
import { connectBluesky } from '../../../src/networks/bluesky/connect.ts';
import { profileAddress, readFrozen } from '../../../src/networks/bluesky/frozen.ts';
import { createPdsClient } from '../../../src/networks/bluesky/pds-client.ts';
import type { AccountLogin, Connection, Picture } from '../../../src/networks/network.ts';
import { preparePicture } from '../../../src/networks/prepare-picture.ts';
import type { Delivery } from '../../../src/outbox/delivery.ts';
import { findGateFailure } from '../../../src/pipeline/go-live.ts';
import type { Post, Thread } from '../../../src/thread/thread.ts';
import { aDelivery, aLogin, aPost, aThread, depsInMemory } from './account.ts';
import { type Servers, startServers } from './servers.ts';

let servers: Servers;
let picture: Picture;

beforeAll(async () => {
  servers = await startServers();
  picture = await aPhotograph();
});

afterAll(() => servers?.stop());

const photograph = 'https://example.org/hall.jpg';

describe('a thread of seven', () => {
  it('is shown whole and in order, with card, picture, facets, tags and labels', async () => {
    const { connection, delivery } = await prepare(vancouverThread());
    expect(await connection.publish(delivery)).toMatchObject({ state: 'published' });
    const shown = await readThread(delivery);

    expect(shown.map(({ uri }) => uri)).toEqual(delivery.parts.map((part) => readFrozen(part).uri));
    expect(shown.map(({ cid }) => cid)).toEqual(delivery.parts.map((part) => readFrozen(part).cid));
    const [opener, quote, , , , , withPicture] = shown;
    expect(opener?.embed).toMatchObject({
      $type: 'app.bsky.embed.external#view',
      external: { uri: 'https://example.org/story', title: 'Largest gathering of defence ministers' },
    });
    expect(withPicture?.embed).toMatchObject({
      $type: 'app.bsky.embed.images#view',
      images: [{ alt: 'A hall full of ministers', aspectRatio: { width: 640, height: 480 } }],
    });
    expect(liveWords(opener)).toEqual(['#UNPeacekeeping', '#Vancouver', '@newsdesk.test']);
    expect(liveWords(quote)).toEqual(['example.org/żółw']);
    expect(quote?.record.langs).toEqual(['en']);
    expect(quote?.labels).toMatchObject([{ val: 'graphic-media', src: servers.did }]);
    expect(await shapeOf(withPicture?.embed?.images?.[0]?.fullsize)).toBeCloseTo(4 / 3);
    expect(await shapeOf(opener?.embed?.external?.thumb)).toBeCloseTo(4 / 3);
  });

  it('whose answer is lost is found by the next run, and shown once', async () => {
    const first = await prepare(vancouverThread());
    await servers.loseNextAnswer('com.atproto.repo.applyWrites');
    const since = systemClock.now();
    expect(await first.connection.publish(first.delivery)).toMatchObject({
      state: 'unknown',
      failure: { code: 'answer-lost' },
    });

    const { connection } = connect();
    const sighting = await connection.lookFor(first.delivery, since);
    expect(sighting).toMatchObject({ state: 'found' });
    expect(sighting.state === 'found' && sighting.receipts).toHaveLength(7);
    expect(await connection.publish(first.delivery)).toMatchObject({ state: 'unknown' });
    expect(await readThread(first.delivery)).toHaveLength(7);
  });

  it('that never arrived is absent, and then goes out under the same keys', async () => {
    const { connection, delivery } = await prepare(vancouverThread());
    expect(await connection.lookFor(delivery, 0)).toEqual({ state: 'absent' });
    expect(await connection.publish(delivery)).toMatchObject({ state: 'published' });
    expect(await connection.lookFor(delivery, 0)).toMatchObject({ state: 'found' });
  });

  it('of which one record is refused is not published at all', async () => {
    const { connection, delivery } = await prepare(vancouverThread());
    const broken: Delivery = {
      ...delivery,
      parts: delivery.parts.map((part) => {
        if (part.index !== 3) return part;
        const frozen = readFrozen(part);
        const value = { ...frozen.value, text: 'a'.repeat(301) };
        return { ...part, body: JSON.stringify({ ...frozen, value }) };
      }),
    };
    expect(await connection.publish(broken)).toMatchObject({
      state: 'refused',
      failure: { code: 'content-refused', detail: expect.stringContaining('writes[3]') },
    });
    expect(await connection.lookFor(delivery, 0)).toEqual({ state: 'absent' });
  });
});

describe('a single post', () => {
  it('is published once, though its answer is lost and it is sent again', async () => {
    const { connection, delivery } = await prepare(aThread(aPost({ text: 'Doors open' })));
    await servers.loseNextAnswer('com.atproto.repo.putRecord');
    expect(await connection.publish(delivery)).toMatchObject({ state: 'unknown' });
    expect(await connection.publish(delivery)).toMatchObject({ state: 'published' });
    expect(await readThread(delivery)).toHaveLength(1);
  });

  it('finds another record under its key and does not overwrite it', async () => {
    const { connection, delivery } = await prepare(aThread(aPost({ text: 'First' })));
    await connection.publish(delivery);
    const [part] = delivery.parts;
    if (!part) throw new Error('one post makes one part');
    const frozen = readFrozen(part);
    const body = JSON.stringify({ ...frozen, value: { ...frozen.value, text: 'Second' } });
    const outcome = await connection.publish({ ...delivery, parts: [{ ...part, body }] });
    expect(outcome).toMatchObject({ state: 'unknown', failure: { code: 'key-taken' } });
    expect((await readThread(delivery)).map(({ record }) => record.text)).toEqual(['First']);
  });
});

it('an account may publish once its profile carries the label of a bot, and not before', async () => {
  const { connection, deps } = connect();
  const { pds, handle, appPassword } = servers;
  const client = createPdsClient(aLogin({ serviceUrl: pds, handle, secret: appPassword }), deps.sessions);
  const did = await client.did();
  const stored = did.ok ? await client.readRecord(profileAddress(did.value)) : did;
  const readAs = stored.ok ? (stored.value?.cid ?? null) : null;
  const unmarked = await client.putProfile({ value: { displayName: 'News desk' }, readAs });
  expect(await findGateFailure(connection)).toMatchObject({ code: 'not-marked-as-bot', subject: 'newsdesk' });
  const labels = { $type: 'com.atproto.label.defs#selfLabels', values: [{ val: 'bot' }] };
  const value = { displayName: 'News desk', labels };
  await client.putProfile({ value, readAs: unmarked.ok ? unmarked.value : null });
  expect(await findGateFailure(connection)).toBeNull();
});

describe('a session', () => {
  it('is opened once, kept, and gone on with after a restart', async () => {
    const { connection, deps } = connect();
    await servers.methodsAsked();
    expect(await connection.verifyAccount()).toMatchObject({ ok: true, value: { handle: servers.handle } });
    const { connection: restarted } = connect(deps);
    expect(await restarted.verifyAccount()).toMatchObject({ ok: true });
    expect(await sessionCalls()).toEqual(['createSession']);
  });

  it('opened by two calls at once costs one login', async () => {
    const { connection } = connect();
    await servers.methodsAsked();
    await Promise.all([connection.verifyAccount(), connection.verifyAccount()]);
    expect(await sessionCalls()).toEqual(['createSession']);
  });

  it('whose access token has expired is refreshed, and the post goes out', async () => {
    const { deps } = await afterLogin();
    forge(deps.savedSessions, (session) => ({ accessJwt: expired(session.accessJwt) }));
    const { connection } = connect(deps);
    const delivery = await freeze(connection, aThread(aPost({ text: 'After two hours' })));
    await servers.methodsAsked();
    expect(await connection.publish(delivery)).toMatchObject({ state: 'published' });
    expect(await sessionCalls()).toEqual(['refreshSession']);
    await connect(deps).connection.verifyAccount();
    expect(await sessionCalls()).toEqual([]);
  });

  it('whose refresh token has expired too is opened anew with the password', async () => {
    const { deps } = await afterLogin();
    forge(deps.savedSessions, ({ accessJwt, refreshJwt }) => ({
      accessJwt: expired(accessJwt),
      refreshJwt: expired(refreshJwt),
    }));
    const { connection } = connect(deps);
    const delivery = await freeze(connection, aThread(aPost({ text: 'After three months' })));
    await servers.methodsAsked();
    expect(await connection.publish(delivery)).toMatchObject({ state: 'published' });
    expect(await sessionCalls()).toEqual(['refreshSession', 'createSession']);
  });

  it('that the server does not recognise is opened anew with the password', async () => {
    const { deps } = await afterLogin();
    forge(deps.savedSessions, () => ({ accessJwt: 'not.a.token' }));
    const { connection } = connect(deps);
    expect(await connection.verifyAccount()).toMatchObject({ ok: true });
  });

  it('of another account is not gone on with', async () => {
    const { deps } = await afterLogin();
    forge(deps.savedSessions, () => ({ handle: 'somebody.test', did: 'did:plc:somebody' }));
    await servers.methodsAsked();
    expect(await connect(deps).connection.verifyAccount()).toMatchObject({ ok: true });
    expect(await sessionCalls()).toEqual(['createSession']);
  });

  it('with a wrong password locks the account out and publishes nothing', async () => {
    const { delivery } = await prepare(aThread(aPost()));
    const { connection } = connect(depsInMemory(), { secret: 'wrong' });
    expect(await connection.publish(delivery)).toMatchObject({
      state: 'locked-out',
      failure: { code: 'credentials-refused' },
    });
    expect(await connection.verifyAccount()).toMatchObject({ failure: { code: 'credentials-refused' } });
    expect(await connect().connection.lookFor(delivery, 0)).toEqual({ state: 'absent' });
  });
});

describe('the limits of a server', () => {
  it('are the documented ones on a PDS as it comes', async () => {
    expect(await connect().connection.readLimits()).toMatchObject({
      value: {
        measure: { mostGraphemes: 300, mostBytes: 3000 },
        imageBytes: 2_000_000,
        cardImageBytes: 1_000_000,
      },
    });
  });
});

function connect(
  deps = depsInMemory({ pictures: [picture], seed: systemClock.now() }),
  changes: Partial<AccountLogin> = {},
) {
  const { pds, handle, appPassword } = servers;
  const login = aLogin({ serviceUrl: pds, handle, secret: appPassword, ...changes });
  return { connection: connectBluesky(login, deps), deps };
}

async function freeze(connection: Connection, thread: Thread): Promise<Delivery> {
  const context = { createdAt: systemClock.now(), pictures: new Map([[photograph, picture]]) };
  const frozen = await connection.freezeThread(thread, context);
  if (!frozen.ok) throw new Error(frozen.failure.detail);
  return aDelivery(frozen.value);
}

async function prepare(thread: Thread) {
  const { connection } = connect();
  return { connection, delivery: await freeze(connection, thread) };
}

async function afterLogin() {
  const signedIn = connect();
  await signedIn.connection.verifyAccount();
  return signedIn;
}

function vancouverThread(): Thread {
  const opener = aPost({
    spans: [
      { kind: 'plain', text: 'Largest gathering of defence ministers 🇨🇦\n\n' },
      { kind: 'tag', text: '#UNPeacekeeping', tag: 'UNPeacekeeping' },
      { kind: 'plain', text: ' ' },
      { kind: 'tag', text: '#Vancouver', tag: 'Vancouver' },
      { kind: 'plain', text: ' by ' },
      { kind: 'mention', text: `@${servers.handle}`, handle: `@${servers.handle}` },
    ],
    attachment: {
      kind: 'card',
      url: 'https://example.org/story',
      title: 'Largest gathering of defence ministers',
      description: 'They meet in Vancouver.',
      imageUrl: photograph,
      imageAltText: 'A hall full of ministers',
    },
  });
  const quote = aPost({
    spans: [
      { kind: 'plain', text: '“We are trying to make do.”\n\n— Zażółć ' },
      { kind: 'link', text: 'example.org/żółw', url: 'https://example.org/turtle' },
    ],
    contentWarning: 'Casualties',
  });
  const points = ['three', 'four', 'five', 'six'].map((text) => aPost({ text: `Point ${text}` }));
  const media: Post = aPost({
    text: 'The hall',
    attachment: { kind: 'images', images: [{ url: photograph, altText: 'A hall full of ministers' }] },
  });
  return aThread(opener, quote, ...points, media);
}

async function aPhotograph(): Promise<Picture> {
  const create = { width: 640, height: 480, channels: 3, background: '#336699' } as const;
  const prepared = await preparePicture(await sharp({ create }).jpeg().toBuffer(), {
    mostBytes: 1_000_000,
    mostPixels: null,
  });
  if (!prepared.ok) throw new Error(prepared.failure.detail);
  return prepared.value;
}

/** What these tests read of app.bsky.feed.defs#postView. */
interface ShownPost {
  readonly uri: string;
  readonly cid: string;
  readonly record: {
    readonly text: string;
    readonly langs?: readonly string[];
    readonly facets?: readonly { readonly index: { readonly byteStart: number; readonly byteEnd: number } }[];
  };
  readonly embed?: {
    readonly external?: { readonly thumb?: string };
    readonly images?: readonly { readonly fullsize: string }[];
  };
  readonly labels?: readonly unknown[];
}

interface ShownThread {
  readonly post: ShownPost;
  readonly replies?: readonly ShownThread[];
}

/** The thread as readers' apps get it. Never asked of the PDS, which mixes its own records in. */
async function readThread(delivery: Delivery): Promise<readonly ShownPost[]> {
  await servers.settle();
  const [first] = delivery.parts;
  if (!first) throw new Error('a delivery has a first part');
  const answer = await servers.readAppView('app.bsky.feed.getPostThread', {
    uri: readFrozen(first).uri,
    depth: '100',
  });
  const shown: ShownPost[] = [];
  let node: ShownThread | undefined = (answer as { thread: ShownThread }).thread;
  while (node) {
    shown.push(node.post);
    expect(node.replies?.length ?? 0).toBeLessThanOrEqual(1);
    node = node.replies?.[0];
  }
  return shown;
}

function liveWords(post: ShownPost | undefined): readonly string[] {
  const bytes = Buffer.from(post?.record.text ?? '');
  return (
    post?.record.facets?.map(({ index }) => bytes.toString('utf8', index.byteStart, index.byteEnd)) ?? []
  );
}

/** Width by height of a picture as the AppView serves it, in whatever size. */
async function shapeOf(url: string | undefined): Promise<number> {
  const served = await fetch(url ?? '');
  const { width, height } = await sharp(await served.arrayBuffer()).metadata();
  return width / height;
}

async function sessionCalls(): Promise<readonly string[]> {
  const asked = await servers.methodsAsked();
  return asked
    .map((method) => method.replace('com.atproto.server.', ''))
    .filter((method) => method === 'createSession' || method === 'refreshSession');
}

interface Tokens {
  readonly accessJwt: string;
  readonly refreshJwt: string;
}

function forge(saved: Map<string, string | null>, change: (session: Tokens) => object): void {
  const kept = JSON.parse(saved.get('newsdesk') ?? '');
  saved.set('newsdesk', JSON.stringify({ ...kept, session: { ...kept.session, ...change(kept.session) } }));
}

/** The same token, of which the server itself would say that it ended a minute ago. */
function expired(token: string): string {
  const [header = '', claims = ''] = token.split('.');
  const exp = Math.floor(systemClock.now() / second) - 60;
  const ended = { ...JSON.parse(Buffer.from(claims, 'base64url').toString()), exp };
  const signed = `${header}.${Buffer.from(JSON.stringify(ended)).toString('base64url')}`;
  return `${signed}.${createHmac('sha256', servers.jwtSecret).update(signed).digest('base64url')}`;
}

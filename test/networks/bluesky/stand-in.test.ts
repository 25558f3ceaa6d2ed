import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readFrozen } from '../../../src/networks/bluesky/frozen.ts';
import { standInForBluesky } from '../../../src/networks/bluesky/stand-in.ts';
import { createStandInClient } from '../../../src/networks/bluesky/stand-in-client.ts';
import type { Thread } from '../../../src/thread/thread.ts';
import { aDelivery, aLogin, aPost, aThread, depsInMemory } from './account.ts';

const login = aLogin({ secret: null });

async function frozenRecords(thread: Thread) {
  const frozen = await standInForBluesky(login, depsInMemory()).freezeThread(thread, {
    createdAt: 0,
    pictures: new Map(),
  });
  if (!frozen.ok) throw new Error(frozen.failure.detail);
  return frozen.value.map(readFrozen);
}

const run = promisify(execFile);

describe('the stand-in for Bluesky', () => {
  it('never loads the library for real servers, which costs half a second', async () => {
    const standIn = new URL('../../../src/networks/bluesky/stand-in.ts', import.meta.url);
    const script = `
      import { registerHooks } from 'node:module';
      registerHooks({
        resolve: (specifier, context, next) => {
          if (specifier === '@atproto/api') throw new Error('loaded');
          return next(specifier, context);
        },
      });
      const { standInForBluesky } = await import('${standIn}');
      const clock = { now: () => 0 };
      const chance = { fraction: () => 0 };
      const standIn = standInForBluesky({ handle: 'newsdesk.test', serviceUrl: 'https://pds.example' }, { clock, chance });
      await standIn.verifyAccount();
      const post = { spans: [], attachment: { kind: 'card', url: 'https://example.org/', imageUrl: null } };
      const thread = { posts: [{ ...post, language: 'en', contentWarning: null }] };
      const frozen = await standIn.freezeThread(thread, { createdAt: 0, pictures: new Map() });
      const outcome = await standIn.publish({ parts: frozen.value, standing: { state: 'ready', dueAt: 0 } });
      console.log(outcome.state, standIn.posts().length);
    `;
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script]);
    expect(stdout.trim()).toBe('published 1');
  });

  it('keeps the posts it was given, in order, as a reader meets them', async () => {
    const standIn = standInForBluesky(login, depsInMemory());
    const spans = [{ kind: 'tag', text: '#Vancouver', tag: 'Vancouver' }] as const;
    const thread = aThread(aPost({ spans }), aPost({ text: 'two', contentWarning: 'Casualties' }));
    const frozen = await standIn.freezeThread(thread, { createdAt: 0, pictures: new Map() });
    if (!frozen.ok) throw new Error(frozen.failure.detail);
    await standIn.publish(aDelivery(frozen.value));
    const [first, second] = standIn.posts();
    expect(first).toMatchObject({
      text: '#Vancouver',
      replyTo: null,
      langs: ['en'],
      labels: [],
      createdAt: '1970-01-01T00:00:00.000Z',
      url: `https://bsky.app/profile/newsdesk.test/post/${frozen.value[0]?.key}`,
    });
    expect(first?.facets).toHaveLength(1);
    expect(second).toMatchObject({ text: 'two', replyTo: first?.uri, labels: ['graphic-media'] });
  });

  it('stores none of a commit in which one record is refused', async () => {
    const server = createStandInClient(login);
    const [first, second] = await frozenRecords(aThread(aPost(), aPost()));
    if (!first || !second) throw new Error('two posts make two records');
    const tooLong = { ...second, value: { ...second.value, text: 'a'.repeat(301) } };
    expect(await server.createRecords([first, tooLong])).toMatchObject({
      failure: { httpStatus: 400, error: 'InvalidRequest' },
    });
    expect(server.records()).toEqual([]);
  });

  it.each<[string, string, string]>([
    ['a key that is no TID', 'my-own-key', 'InvalidRequest'],
    ['a picture that was never uploaded', '3jzfcijpj2z2a', 'BlobNotFound'],
  ])('refuses %s', async (_, key, error) => {
    const server = createStandInClient(login);
    const [record] = await frozenRecords(aThread(aPost()));
    if (!record) throw new Error('one post makes one record');
    const image = { $type: 'blob', ref: { $link: 'bafkreinever' }, mimeType: 'image/jpeg', size: 1 } as const;
    const embed = {
      $type: 'app.bsky.embed.images',
      images: [{ image, alt: '', aspectRatio: { width: 1, height: 1 } }],
    } as const;
    const uri = record.uri.replace(/[^/]+$/, key);
    expect(await server.putNewRecord({ ...record, uri, value: { ...record.value, embed } })).toMatchObject({
      failure: { error },
    });
  });

  it('refuses another record under a key that is taken', async () => {
    const server = createStandInClient(login);
    const [record] = await frozenRecords(aThread(aPost()));
    if (!record) throw new Error('one post makes one record');
    await server.putNewRecord(record);
    const other = { ...record, value: { ...record.value, text: 'something else' } };
    expect(await server.putNewRecord(other)).toMatchObject({ failure: { error: 'InvalidSwap' } });
    expect(await server.createRecords([other])).toMatchObject({ failure: { httpStatus: 500 } });
  });

  it('refuses an upload over 5 MiB', async () => {
    const server = createStandInClient(login);
    expect(await server.uploadBlob(new Uint8Array(5 * 1024 * 1024 + 1), 'image/png')).toMatchObject({
      failure: { httpStatus: 413 },
    });
  });
});

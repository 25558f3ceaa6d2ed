import { failed, type Result, success } from '../../base/failure.ts';
import { type Milliseconds, minute, second } from '../../base/instant.ts';
import type { Part, PartMedia } from '../../outbox/delivery.ts';
import type { AccountLogin, ConnectionDeps } from '../network.ts';
import { during, later, refused, type Setback } from '../setback.ts';
import { classify, isNotFound, isPictureUnfit } from './classify.ts';
import type { MastodonClient, UploadedMedia } from './client.ts';

/** A way to the account’s server, and to the bytes of its pictures. */
export interface UploadDeps extends Pick<ConnectionDeps, 'clock' | 'loadMedia'> {
  readonly client: MastodonClient;
  readonly login: AccountLogin;
}

/** The uploads of an account's parts, kept until their post is out. */
export interface Uploads {
  /**
   * The ids of a part's media, uploaded and ready to attach; the same ids on every attempt, since a server refuses media
   * that are attached already, and so guards against a second post where it ignores the key. A picture the server will
   * never take is left out: the post's text stands alone.
   */
  ready(part: Part): Promise<Result<readonly string[], Setback>>;
  /** The part is out, or its uploads are of no more use. */
  forget(part: Part): void;
}

/** Uploads through `client`, at most once per part. */
export function createUploads(deps: UploadDeps): Uploads {
  const kept = new Map<string, readonly string[]>();
  return {
    ready: async (part) => {
      const known = kept.get(part.key);
      if (known) return success(known);
      const ids = await uploadAll(deps, part.media);
      if (ids.ok) kept.set(part.key, ids.value);
      return ids;
    },
    forget: ({ key }) => {
      kept.delete(key);
    },
  };
}

async function uploadAll(
  deps: UploadDeps,
  media: readonly PartMedia[],
): Promise<Result<readonly string[], Setback>> {
  const ids: string[] = [];
  const deadline = deps.clock.now() + patience;
  for (const item of media) {
    if (deps.clock.now() > deadline)
      return failed(
        later(deps, {
          code: 'server-too-slow',
          detail: `${ids.length} of ${media.length} pictures taken`,
        }),
      );
    const id = await upload(deps, { item, deadline });
    if (!id.ok) return id;
    if (id.value !== null) ids.push(id.value);
  }
  return success(ids);
}

/** For all media of a post together. A claim is renewed for five minutes, and the post itself comes after this. */
const patience: Milliseconds = 2 * minute;

/** The id of one picture; null when the server will never take it. */
async function upload(
  deps: UploadDeps,
  { item, deadline }: { item: PartMedia; deadline: number },
): Promise<Result<string | null, Setback>> {
  const { client, loadMedia } = deps;
  const bytes = await loadMedia(item.hash);
  if (!bytes)
    return failed(refused(deps, { code: 'media-gone', detail: `picture ${item.hash} is no longer kept` }));
  const uploaded = await client.uploadMedia({ bytes, mediaType: item.mediaType, altText: item.altText });
  if (!uploaded.ok && isPictureUnfit(uploaded.failure)) return success(null);
  if (!uploaded.ok) return failed(classify(uploaded.failure, during('uploading', deps)));
  return awaitReady(deps, { media: uploaded.value, deadline });
}

async function awaitReady(
  deps: UploadDeps,
  { media, deadline }: { media: UploadedMedia; deadline: number },
): Promise<Result<string | null, Setback>> {
  const { client, clock } = deps;
  let { ready } = media;
  for (let pause = second; !ready; pause = Math.min(2 * pause, 10 * second)) {
    if (clock.now() + pause > deadline)
      return failed(later(deps, { code: 'media-still-processing', detail: `media ${media.id}` }));
    await clock.sleep(pause);
    const polled = await client.readMedia(media.id);
    if (polled.ok) ready = polled.value.ready;
    else if (isPictureUnfit(polled.failure)) return success(null);
    else if (!isNotFound(polled.failure)) return failed(classify(polled.failure, during('uploading', deps)));
  }
  return success(media.id);
}

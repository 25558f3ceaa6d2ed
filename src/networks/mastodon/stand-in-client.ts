import type { Clock } from '../../base/clock.ts';
import { failed, success } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import { textToHtml } from '../../feed/html-entities.ts';
import { countMastodonCharacters } from '../../thread/mastodon-length.ts';
import type { AccountLogin } from '../network.ts';
import type { Answer, MastodonClient, MediaToUpload, Status, StatusToCreate } from './client.ts';
import { mastodonDocumentedLimits } from './limits.ts';

/** A server of one account in memory, with the refusals of a real one, and what it was given. */
export interface StandInClient extends MastodonClient {
  /** In the order in which they came. */
  statuses(): readonly StoredStatus[];
}

/** A post as it was given to the stand-in, with its media. */
export interface StoredStatus {
  readonly id: string;
  readonly url: string;
  readonly createdAt: Instant;
  readonly payload: StatusToCreate;
  readonly media: readonly MediaToUpload[];
  readonly isPinned: boolean;
}

/** Answers as Mastodon 4.6.5 does (checked 2026-11), from memory. */
export function createStandInClient(login: AccountLogin, clock: Clock): StandInClient {
  const { measure, imagesPerPost, altTextCharacters, imageBytes, imagePixels } = mastodonDocumentedLimits;
  const name = nameIn(login.handle);
  const statuses = new Map<string, StoredStatus>();
  const idsByKey = new Map<string, string>();
  const unattached = new Map<string, MediaToUpload>();
  let drawn = 0;
  // Mastodon's ids are the time in milliseconds, shifted, and a number below: they sort as they were made.
  const nextId = () => {
    drawn += 1;
    return String((BigInt(clock.now()) << 16n) + BigInt(drawn % 65_536));
  };

  const find = (id: string | undefined) => (id === undefined ? undefined : statuses.get(id));

  const refusalOf = (payload: StatusToCreate): Answer<never> | null => {
    if (payload.in_reply_to_id !== undefined && !find(payload.in_reply_to_id))
      return refused(404, 'The post you are trying to reply to does not appear to exist.');
    if (payload.quoted_status_id !== undefined && !find(payload.quoted_status_id))
      return refused(404, 'The post you are trying to quote does not appear to exist.');
    const mediaIds = payload.media_ids ?? [];
    if (mediaIds.length > imagesPerPost)
      return refused(422, `Cannot attach more than ${imagesPerPost} files`);
    const lost = mediaIds.find((id) => !unattached.has(id));
    if (lost !== undefined)
      return refused(422, `Media ${lost} not found or already attached to another post`);
    if (payload.status.trim() === '' && mediaIds.length === 0)
      return refused(422, "Validation failed: Text can't be blank");
    const length = countMastodonCharacters(
      payload.status,
      payload.spoiler_text ?? '',
      measure.charactersPerLink,
    );
    if (length > measure.mostCharacters)
      return refused(422, `Validation failed: Text character limit of ${measure.mostCharacters} exceeded`);
    return null;
  };

  const store = (payload: StatusToCreate): StoredStatus => {
    const id = nextId();
    const media = (payload.media_ids ?? []).flatMap((mediaId) => unattached.get(mediaId) ?? []);
    for (const mediaId of payload.media_ids ?? []) unattached.delete(mediaId);
    const stored = {
      id,
      url: `${login.serviceUrl}/@${name}/${id}`,
      createdAt: clock.now(),
      payload,
      media,
      isPinned: false,
    };
    statuses.set(id, stored);
    return stored;
  };

  const answerWith = (stored: StoredStatus): Answer<Status> => {
    statuses.set(stored.id, stored);
    return success(answerOf(stored));
  };

  return {
    readInstance: async () =>
      success({
        mostCharacters: measure.mostCharacters,
        charactersPerLink: measure.charactersPerLink,
        mediaPerPost: imagesPerPost,
        altTextCharacters,
        imageBytes,
        imagePixels,
        apiVersion,
      }),
    verifyCredentials: async () => success({ id: accountId, name, displayName: '', bot: true }),
    createStatus: async (payload, { idempotencyKey }) => {
      const repeated = find(idsByKey.get(idempotencyKey));
      if (repeated) return success(answerOf(repeated));
      const refusal = refusalOf(payload);
      if (refusal) return refusal;
      const stored = store(payload);
      idsByKey.set(idempotencyKey, stored.id);
      return success(answerOf(stored));
    },
    editStatus: async (id, { visibility: _, ...edit }) => {
      const stored = find(id);
      if (!stored) return refused(404, 'Record not found');
      const payload = { ...stored.payload, ...edit };
      const refusal = refusalOf({ ...payload, media_ids: [] });
      return refusal ?? answerWith({ ...stored, payload, media: [] });
    },
    deleteStatus: async (id) => (statuses.delete(id) ? success(true) : refused(404, 'Record not found')),
    pinStatus: async (id) => {
      const stored = find(id);
      if (!stored) return refused(404, 'Record not found');
      if ([...statuses.values()].filter(({ isPinned }) => isPinned).length >= mostPinned)
        return refused(422, 'Validation failed: You have already pinned the maximum number of posts');
      return answerWith({ ...stored, isPinned: true });
    },
    unpinStatus: async (id) => {
      const stored = find(id);
      return stored ? answerWith({ ...stored, isPinned: false }) : refused(404, 'Record not found');
    },
    readStatus: async (id) => {
      const stored = find(id);
      return stored ? success(answerOf(stored)) : refused(404, 'Record not found');
    },
    uploadMedia: async (media) => {
      if (media.bytes.length > imageBytes)
        return refused(422, 'Validation failed: File file size must be less than 16 MB');
      if ([...media.altText].length > altTextCharacters)
        return refused(
          422,
          `Validation failed: Description is too long (maximum is ${altTextCharacters} characters)`,
        );
      const id = nextId();
      unattached.set(id, media);
      return success({ id, ready: true });
    },
    readMedia: async (id) =>
      unattached.has(id) ? success({ id, ready: true }) : refused(404, 'Record not found'),
    listStatuses: async (_accountId, { olderThan }) => {
      const newestFirst = [...statuses.values()].toReversed();
      const start = olderThan === null ? 0 : newestFirst.findIndex(({ id }) => id === olderThan) + 1;
      return success(newestFirst.slice(start, start + 40).map(answerOf));
    },
    listDescendants: async (statusId) => {
      if (!find(statusId)) return refused(404, 'Record not found');
      const thread = new Set([statusId]);
      const answers = [...statuses.values()].filter(({ id, payload }) => {
        if (payload.in_reply_to_id === undefined || !thread.has(payload.in_reply_to_id)) return false;
        thread.add(id);
        return true;
      });
      return success(answers.map(answerOf));
    },
    close: async () => {},
    statuses: () => [...statuses.values()],
  };
}

/** There is only one. */
const accountId = '1';

const apiVersion = 11;
const mostPinned = 5;

/** "name" of "@name@server". */
function nameIn(handle: string): string {
  return handle.split('@').find(Boolean) ?? 'stand-in';
}

function answerOf({ id, url, createdAt, payload, isPinned }: StoredStatus): Status {
  return {
    id,
    url,
    authorId: accountId,
    inReplyToId: payload.in_reply_to_id ?? null,
    visibility: payload.visibility,
    contentHtml: `<p>${textToHtml(payload.status).replaceAll('\n', '<br />')}</p>`,
    createdAt,
    isPinned,
    mentions: [],
  };
}

function refused(httpStatus: number, message: string): Answer<never> {
  return failed({ kind: 'answered', httpStatus, message, headers: {} });
}

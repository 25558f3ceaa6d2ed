import type { Clock } from '../../../../src/base/clock.ts';
import { countMastodonCharacters } from '../../../../src/thread/mastodon-length.ts';
import type { MediaRecord, StatusRecord } from './entities.ts';
import type { MisbehaviourKind } from './misbehaviour.ts';

/**
 * How a repeated Idempotency-Key is answered: as it should be, as Mastodon 4.6.5 does, as GoToSocial does, as Hollo does
 * (whose repeat is a post of its own while the first is still being stored), or as by a server that forgets soon.
 */
export type KeyRule = 'honoured' | 'answered-500' | 'ignored' | 'honoured-in-sequence' | 'forgotten';

/** How long a post takes to be stored, or a key is kept, where that matters to a rule. */
const keyMoment = { 'honoured-in-sequence': { from: 200 }, forgotten: { until: 300 } } as const;

export interface StatusRequest {
  readonly status?: string;
  readonly media_ids?: readonly string[];
  readonly in_reply_to_id?: string;
  readonly quoted_status_id?: string;
  readonly visibility?: string;
  readonly language?: string;
  readonly spoiler_text?: string;
  readonly sensitive?: boolean;
  readonly allowed_mentions?: readonly string[];
}

/** A refusal as Mastodon words it; an empty text is an answer without a body. */
export interface Refused {
  readonly httpStatus: number;
  readonly error: string;
}

/** The people this server knows: only they can be mentioned. */
const knownPeople = ['desk@elsewhere.example', 'khare@un.example'];

/** What is stored, and the rules by which it is. */
export class World {
  keyRule: KeyRule = 'honoured';
  private readonly clock: Clock;
  private statuses: StatusRecord[] = [];
  private media = new Map<string, MediaRecord>();
  private idsByKey = new Map<string, { readonly id: string; readonly at: number }>();
  private drawn = 0;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  reset(): void {
    this.statuses = [];
    this.media = new Map();
    this.idsByKey = new Map();
    this.keyRule = 'honoured';
  }

  /** Oldest first. */
  all(): readonly StatusRecord[] {
    return this.statuses;
  }

  find(id: string): StatusRecord | null {
    return this.statuses.findLast((status) => status.id === id) ?? null;
  }

  /** What answers a post, and what answers that, oldest first. */
  descendants(id: string): readonly StatusRecord[] {
    const thread = new Set([id]);
    return this.statuses.filter((status) => {
      if (status.inReplyToId === null || !thread.has(status.inReplyToId)) return false;
      thread.add(status.id);
      return true;
    });
  }

  /** Puts another text in the place of a post's own; the same again leaves no trace. */
  edit(id: string, request: StatusRequest, mischief: MisbehaviourKind | null = null): StatusRecord | Refused {
    const text = request.status ?? '';
    if (countMastodonCharacters(text, request.spoiler_text ?? '', 23) > 500)
      return { httpStatus: 422, error: 'Validation failed: Text character limit of 500 exceeded' };
    return this.change(id, (status) => ({
      ...status,
      text,
      ...(mischief === 'make-direct' && { visibility: 'direct' }),
      spoilerText: request.spoiler_text ?? '',
      sensitive: request.sensitive ?? false,
      media: [],
      editedAt: status.text === text ? status.editedAt : this.clock.now(),
    }));
  }

  /** At most five, each once. */
  pin(id: string): StatusRecord | Refused {
    if (this.find(id)?.isPinned) return { httpStatus: 422, error: 'Duplicate record' };
    if (this.statuses.filter(({ isPinned }) => isPinned).length >= 5)
      return {
        httpStatus: 422,
        error: 'Validation failed: You have already pinned the maximum number of posts',
      };
    return this.change(id, (status) => ({ ...status, isPinned: true }));
  }

  unpin(id: string): StatusRecord | Refused {
    return this.change(id, (status) => ({ ...status, isPinned: false }));
  }

  private change(id: string, changed: (status: StatusRecord) => StatusRecord): StatusRecord | Refused {
    const status = this.find(id);
    if (!status) return { httpStatus: 404, error: 'Record not found' };
    const next = changed(status);
    this.statuses = this.statuses.map((one) => (one === status ? next : one));
    return next;
  }

  /** Answers to a deleted post become answers to nobody. */
  remove(id: string): void {
    this.statuses = this.statuses
      .filter((status) => status.id !== id)
      .map((status) => (status.inReplyToId === id ? { ...status, inReplyToId: null } : status));
  }

  upload(
    media: { mediaType: string; byteLength: number; description: string | null },
    mischief: MisbehaviourKind | null,
  ): MediaRecord | Refused {
    if (mischief === 'refuse-picture')
      return {
        httpStatus: 422,
        error: 'Validation failed: File has contents that are not what they are reported to be',
      };
    const length = [...(media.description ?? '')].length;
    if (length > 10_000)
      return {
        httpStatus: 422,
        error: 'Validation failed: Description is too long (maximum is 10000 characters)',
      };
    const stored: MediaRecord = {
      ...media,
      id: this.nextId(),
      attached: false,
      processing: processingFor(mischief),
    };
    this.media.set(stored.id, stored);
    return stored;
  }

  /** One poll of an upload; an attached one is no longer there to be asked for. */
  poll(id: string): MediaRecord | Refused {
    const media = this.media.get(id);
    if (!media || media.attached) return { httpStatus: 404, error: 'Record not found' };
    if (media.processing === 'failed')
      return { httpStatus: 422, error: 'There was a problem processing the media. Please try again.' };
    if (media.processing === 'done') return media;
    const pollsLeft = media.processing.pollsLeft - 1;
    const next: MediaRecord = { ...media, processing: pollsLeft <= 0 ? 'done' : { pollsLeft } };
    this.media.set(id, next);
    return next;
  }

  create(
    request: StatusRequest,
    { key, mischief }: { key: string | null; mischief: MisbehaviourKind | null },
  ): StatusRecord | Refused {
    const known = key === null ? null : this.knownBy(key);
    if (known !== null) {
      const earlier = this.find(known);
      if (!earlier) return { httpStatus: 404, error: 'Record not found' };
      return this.keyRule === 'answered-500' ? { httpStatus: 500, error: '' } : earlier;
    }
    const refused = this.refusalOf(request, mischief);
    if (refused) return refused;
    const status = this.write(request, mischief);
    if (mischief === 'drop-silently') return status;
    this.statuses.push(status);
    for (const media of status.media) this.media.set(media.id, media);
    if (key !== null) this.idsByKey.set(key, { id: status.id, at: performance.now() });
    return status;
  }

  private knownBy(key: string): string | null {
    const kept = this.idsByKey.get(key);
    if (!kept || this.keyRule === 'ignored') return null;
    const age = performance.now() - kept.at;
    if (this.keyRule === 'honoured-in-sequence' && age < keyMoment['honoured-in-sequence'].from) return null;
    if (this.keyRule === 'forgotten' && age > keyMoment.forgotten.until) return null;
    return kept.id;
  }

  private refusalOf(request: StatusRequest, mischief: MisbehaviourKind | null): Refused | null {
    const parent = mischief === 'orphan' ? undefined : request.in_reply_to_id;
    if (parent !== undefined && !this.find(parent))
      return { httpStatus: 404, error: 'The post you are trying to reply to does not appear to exist.' };
    if (request.quoted_status_id !== undefined && !this.find(request.quoted_status_id))
      return { httpStatus: 404, error: 'The post you are trying to quote does not appear to exist.' };
    const mediaIds = request.media_ids ?? [];
    if (mediaIds.length > 0 && request.quoted_status_id !== undefined)
      return { httpStatus: 422, error: 'Validation failed: Quoted status is invalid' };
    if (mediaIds.length > 4) return { httpStatus: 422, error: 'Cannot attach more than 4 files' };
    const media = mediaIds.map((id) => ({ id, found: this.media.get(id) }));
    const lost = media.find(({ found }) => !found || found.attached);
    if (lost)
      return { httpStatus: 422, error: `Media ${lost.id} not found or already attached to another post` };
    if (mischief === 'attach-late' || media.some(({ found }) => found?.processing !== 'done'))
      return {
        httpStatus: 422,
        error: 'Cannot attach files that have not finished processing. Try again in a moment!',
      };
    const text = request.status ?? '';
    if (text.trim() === '' && mediaIds.length === 0)
      return { httpStatus: 422, error: "Validation failed: Text can't be blank" };
    if (countMastodonCharacters(text, request.spoiler_text ?? '', 23) > 500)
      return { httpStatus: 422, error: 'Validation failed: Text character limit of 500 exceeded' };
    if (request.allowed_mentions && mentionsIn(text).length > request.allowed_mentions.length)
      return { httpStatus: 422, error: 'Post would be sent to unexpected accounts' };
    return null;
  }

  private write(request: StatusRequest, mischief: MisbehaviourKind | null): StatusRecord {
    const text = request.status ?? '';
    return {
      id: this.nextId(),
      createdAt: this.clock.now(),
      inReplyToId: mischief === 'orphan' ? null : (request.in_reply_to_id ?? null),
      quotedId: request.quoted_status_id ?? null,
      editedAt: null,
      isPinned: false,
      visibility: mischief === 'make-direct' ? 'direct' : (request.visibility ?? 'public'),
      language: languageFrom(request.language ?? 'en'),
      spoilerText: request.spoiler_text ?? '',
      sensitive: request.sensitive ?? false,
      text,
      media: (request.media_ids ?? []).map((id) => this.attachedMedia(id)),
      mentions: mentionsIn(text),
    };
  }

  private attachedMedia(id: string): MediaRecord {
    const media = this.media.get(id);
    if (!media) throw new Error(`media ${id} passed the check and is gone`);
    return { ...media, attached: true };
  }

  /** The time in milliseconds, shifted, and a number below: ids sort as they were made. */
  private nextId(): string {
    this.drawn += 1;
    return String((BigInt(this.clock.now()) << 16n) + BigInt(this.drawn % 65_536));
  }
}

function processingFor(mischief: MisbehaviourKind | null): MediaRecord['processing'] {
  if (mischief === 'process-slowly') return { pollsLeft: 3 };
  if (mischief === 'process-never') return { pollsLeft: Number.POSITIVE_INFINITY };
  return mischief === 'process-badly' ? 'failed' : 'done';
}

/** Of languages with a region, Mastodon keeps the Chinese ones whole. */
function languageFrom(language: string): string {
  return language.startsWith('zh-') ? language : (language.split('-')[0] ?? language);
}

function mentionsIn(text: string): readonly string[] {
  return knownPeople.filter((person) => text.includes(`@${person}`));
}

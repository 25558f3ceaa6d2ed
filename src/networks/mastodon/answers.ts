import { z } from 'zod';
import { parseInstant } from '../../base/instant.ts';
import type { Account, InstanceDescription, Status, UploadedMedia } from './client.ts';

// Entities as masto hands them over, with camelCase names, as far as we read them. Mastodon 4.6.5, GoToSocial 0.20,
// Hollo 0.10 and snac 2.96 all answer in these shapes (checked 2026-11).

/** A post. */
export const statusShape = z
  .object({
    id: z.string().min(1),
    url: z.string().nullish(),
    uri: z.string(),
    account: z.object({ id: z.string() }),
    inReplyToId: z.string().nullish(),
    visibility: z.string(),
    content: z.string(),
    createdAt: z.string().transform(parseInstant).pipe(z.number()),
    pinned: z.boolean().nullish().catch(null),
    mentions: z.array(z.object({ acct: z.string() })).catch([]),
  })
  .transform(
    ({ id, url, uri, account, inReplyToId, visibility, content, createdAt, pinned, mentions }): Status => ({
      id,
      url: url || uri,
      authorId: account.id,
      inReplyToId: inReplyToId || null,
      visibility,
      contentHtml: content,
      createdAt,
      isPinned: pinned ?? null,
      mentions: mentions.map(({ acct }) => acct),
    }),
  );

/** A post that is no longer there: it comes without its content, and nothing of it is needed. */
export const deletedShape = z.object({ id: z.string() }).transform((): true => true);

/** A page of posts. */
export const statusesShape = z.array(statusShape);

/** What stands around a post, of which we want what answers it. */
export const contextShape = z
  .object({ descendants: statusesShape })
  .transform(({ descendants }) => descendants);

/** An upload; without an address it is still being processed. */
export const mediaShape = z
  .object({ id: z.string().min(1), url: z.string().nullish() })
  .transform(({ id, url }): UploadedMedia => ({ id, ready: Boolean(url) }));

/** The account that a token belongs to. */
export const accountShape = z
  .object({
    id: z.string().min(1),
    username: z.string(),
    displayName: z.string().nullish(),
    bot: z.boolean().nullish(),
  })
  .transform(
    ({ id, username, displayName, bot }): Account => ({
      id,
      name: username,
      displayName: displayName ?? '',
      bot: bot ?? false,
    }),
  );

const limit = z.int().positive().nullish().catch(null);

/** What a server says of itself; both versions of the API name limits in the same place. */
export const instanceShape = z
  .object({
    configuration: z
      .object({
        statuses: z
          .object({ maxCharacters: limit, charactersReservedPerUrl: limit, maxMediaAttachments: limit })
          .partial()
          .nullish(),
        mediaAttachments: z
          .object({ descriptionLimit: limit, imageSizeLimit: limit, imageMatrixLimit: limit })
          .partial()
          .nullish(),
      })
      .nullish(),
    apiVersions: z.object({ mastodon: limit }).partial().nullish().catch(null),
  })
  .transform(
    ({ configuration, apiVersions }): InstanceDescription => ({
      mostCharacters: configuration?.statuses?.maxCharacters ?? null,
      charactersPerLink: configuration?.statuses?.charactersReservedPerUrl ?? null,
      mediaPerPost: configuration?.statuses?.maxMediaAttachments ?? null,
      altTextCharacters: configuration?.mediaAttachments?.descriptionLimit ?? null,
      imageBytes: configuration?.mediaAttachments?.imageSizeLimit ?? null,
      imagePixels: configuration?.mediaAttachments?.imageMatrixLimit ?? null,
      apiVersion: apiVersions?.mastodon ?? null,
    }),
  );

import { formatInstant, type Instant } from '../../../../src/base/instant.ts';

/** One account, some media, and posts, as the API words them. */
export interface StatusRecord {
  readonly id: string;
  readonly createdAt: Instant;
  readonly inReplyToId: string | null;
  readonly quotedId: string | null;
  readonly editedAt: Instant | null;
  readonly isPinned: boolean;
  readonly visibility: string;
  readonly language: string;
  readonly spoilerText: string;
  readonly sensitive: boolean;
  readonly text: string;
  readonly media: readonly MediaRecord[];
  readonly mentions: readonly string[];
}

export interface MediaRecord {
  readonly id: string;
  readonly mediaType: string;
  readonly byteLength: number;
  readonly description: string | null;
  readonly attached: boolean;
  readonly processing: 'done' | 'failed' | { readonly pollsLeft: number };
}

export const accountId = '117666761510069244';
export const accountName = 'press';

/** The account, as verify_credentials gives it. */
export function accountEntity(origin: string): Record<string, unknown> {
  return {
    id: accountId,
    username: accountName,
    acct: accountName,
    display_name: 'Press office',
    locked: false,
    bot: true,
    discoverable: null,
    indexable: false,
    group: false,
    created_at: '2026-11-01T00:00:00.000Z',
    note: '',
    url: `${origin}/@${accountName}`,
    uri: `${origin}/ap/users/${accountId}`,
    emojis: [],
    fields: [],
  };
}

export function statusEntity(status: StatusRecord, origin: string): Record<string, unknown> {
  return {
    id: status.id,
    created_at: formatInstant(status.createdAt),
    in_reply_to_id: status.inReplyToId,
    in_reply_to_account_id: status.inReplyToId === null ? null : accountId,
    sensitive: status.sensitive,
    spoiler_text: status.spoilerText,
    visibility: status.visibility,
    language: status.language,
    uri: `${origin}/ap/users/${accountId}/statuses/${status.id}`,
    url: `${origin}/@${accountName}/${status.id}`,
    replies_count: 0,
    reblogs_count: 0,
    favourites_count: 0,
    quotes_count: 0,
    edited_at: status.editedAt === null ? null : formatInstant(status.editedAt),
    favourited: false,
    reblogged: false,
    muted: false,
    bookmarked: false,
    pinned: status.isPinned,
    content: contentOf(status, origin),
    filtered: [],
    reblog: null,
    account: accountEntity(origin),
    media_attachments: status.media.map((media) => mediaEntity(media, origin)),
    mentions: status.mentions.map((acct, index) => ({
      id: String(index + 1),
      username: acct.split('@')[0],
      acct,
      url: `https://${acct.split('@')[1]}/@${acct.split('@')[0]}`,
    })),
    tags: [],
    emojis: [],
    quote: status.quotedId === null ? null : { state: 'accepted', quoted_status: null },
    card: null,
    poll: null,
  };
}

export function mediaEntity(media: MediaRecord, origin: string): Record<string, unknown> {
  const address = `${origin}/system/media_attachments/${media.id}`;
  const done = media.processing === 'done';
  return {
    id: media.id,
    type: 'image',
    url: done ? `${address}/original.${media.mediaType.split('/')[1]}` : null,
    preview_url: done ? `${address}/small.png` : null,
    remote_url: null,
    preview_remote_url: null,
    text_url: null,
    meta: {},
    description: media.description,
    blurhash: null,
  };
}

/** Text as Mastodon sets it: links with their scheme hidden and their end cut for the eye, mentions without server. */
function contentOf({ text, mentions }: StatusRecord, origin: string): string {
  const html = text
    .replace(/\r\n/g, '\n')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/https?:\/\/[^\s)]+[^\s).,]/g, linkHtml)
    .replace(
      /(^|\s)#(\w+)/g,
      `$1<a href="${origin}/tags/$2" class="mention hashtag" rel="tag">#<span>$2</span></a>`,
    )
    .replace(/@(\w+)@([\w.]+\w)/g, (whole, name, server) =>
      mentions.includes(`${name}@${server}`)
        ? `<span class="h-card"><a href="https://${server}/@${name}" class="u-url mention">@<span>${name}</span></a></span>`
        : whole,
    );
  return html === '' ? '' : `<p>${html.replace(/\n{2,}/g, '</p><p>').replaceAll('\n', '<br />')}</p>`;
}

function linkHtml(url: string): string {
  const [, scheme = '', rest = ''] = /^(https?:\/\/(?:www\.)?)(.*)$/.exec(url) ?? [];
  const shown = rest.slice(0, 30);
  return (
    `<a href="${url}" target="_blank" rel="nofollow noopener" translate="no"><span class="invisible">${scheme}</span>` +
    `<span class="${rest.length > 30 ? 'ellipsis' : ''}">${shown}</span><span class="invisible">${rest.slice(30)}</span></a>`
  );
}

/** What the server says of itself, with the limits of Mastodon 4.6. */
export function instanceEntity(origin: string): Record<string, unknown> {
  return {
    domain: new URL(origin).host,
    title: 'Mastodon double',
    version: '4.6.5',
    source_url: 'https://github.com/mastodon/mastodon',
    configuration: {
      statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 },
      media_attachments: {
        description_limit: 10_000,
        image_matrix_limit: 33_177_600,
        image_size_limit: 16_777_216,
      },
    },
    api_versions: { mastodon: 11 },
  };
}

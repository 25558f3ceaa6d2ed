import type { MediaNs } from 'feedsmith';
import type { EnclosureDraft } from './feed-draft.ts';

/** The files Media RSS names in an item, each with what is said about it, or about the group or item it stands in. */
export function mediaEnclosures(media: MediaNs.ItemOrFeed | undefined): readonly EnclosureDraft[] {
  if (!media) return [];
  const groups = media.groups ?? [];
  return [
    ...(media.contents ?? []).flatMap((content) => contentEnclosures(content, [media])),
    ...groups.flatMap((group) =>
      (group.contents ?? []).flatMap((content) => contentEnclosures(content, [group, media])),
    ),
    ...[media, ...groups].flatMap(thumbnailEnclosures),
  ];
}

/** What Media RSS says in words about an item: by itself, in its group, or with its first file, in this order. */
export function mediaWords(media: MediaNs.ItemOrFeed | undefined): MediaWords {
  if (!media) return {};
  const groups = media.groups ?? [];
  const around = [media, ...groups];
  const files = [...(media.contents ?? []), ...groups.flatMap((group) => group.contents ?? [])];
  return {
    title: firstOf([...around, ...files], ({ title }) => title?.value),
    description: firstOf([...around, ...files], ({ description }) => description?.value),
    text: firstOf(around, ({ texts }) => texts?.[0]?.value),
    topics: around.flatMap(({ keywords, categories }) => [
      ...(keywords ?? []),
      ...(categories ?? []).map(({ label, name }) => label ?? name),
    ]),
  };
}

interface MediaWords {
  readonly title?: string | null;
  readonly description?: string | null;
  readonly text?: string | null;
  readonly topics?: readonly (string | undefined)[];
}

/** Media RSS 1.5.1, "Optional elements": what a group or item says holds for the files in it that say nothing. */
function contentEnclosures(content: MediaNs.Content, around: readonly Saying[]): readonly EnclosureDraft[] {
  const said: readonly Saying[] = [content, ...around];
  const file = {
    url: content.url,
    type: content.type ?? typeOf(content.medium),
    bytes: content.fileSize,
    altHtml: firstOf(said, (about) => about.description?.value),
    credit: firstOf(said, (about) => about.credits?.map((credit) => credit.value).join(', ')),
  };
  return [file, ...thumbnailEnclosures(content)];
}

function thumbnailEnclosures(about: Saying): readonly EnclosureDraft[] {
  return (about.thumbnails ?? []).map((thumbnail) => ({ url: thumbnail.url, type: 'image/*' }));
}

type Saying = Pick<MediaNs.Content, 'description' | 'credits' | 'thumbnails'>;

function firstOf<About>(said: readonly About[], read: (about: About) => string | undefined): string | null {
  for (const about of said) {
    const found = read(about);
    if (found) return found;
  }
  return null;
}

/** `medium` says in one word what the missing type would: image, video, audio. */
function typeOf(medium: string | undefined): string | null {
  return medium === 'image' || medium === 'video' || medium === 'audio' ? `${medium}/*` : null;
}

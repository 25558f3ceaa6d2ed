import type { Attachment, Post, Thread } from './thread.ts';

/**
 * What a thread says in words, line by line and picture by picture. Addresses are not searched for words, nor is what
 * the operator adds to every post: tags, handles, the content warning.
 */
export function postedWords({ posts }: Pick<Thread, 'posts'>): string[] {
  return posts.flatMap((post) => [...plainTextOf(post).split('\n'), ...wordsOn(post.attachment)]);
}

/** The text of a post that is live nowhere. */
export function plainTextOf({ spans }: Pick<Post, 'spans'>): string {
  return spans.map((span) => (span.kind === 'plain' ? span.text : '')).join('');
}

/** The words of an attachment: title, description and alt texts. */
export function wordsOn(attachment: Attachment | null): string[] {
  switch (attachment?.kind) {
    case 'card':
      return [attachment.title, attachment.description, attachment.imageAltText ?? ''];
    case 'images':
      return attachment.images.map(({ altText }) => altText);
    case undefined:
      return [];
  }
}

import { textOf } from '../../src/thread/spans.ts';
import type { Attachment, Post, Thread } from '../../src/thread/thread.ts';

/** A thread as its reader would meet it, post after post, for golden files that people can judge. */
export function laidOut(thread: Thread): string {
  const posts = thread.posts.map((post) =>
    [`[${post.role}, ${post.visibility}]`, textOf(post.spans), ...shown(post)].join('\n'),
  );
  const leftOut = thread.leftOut.map(
    ({ what, because, excerpt }) => `left out: ${what}, ${because}: ${excerpt}`,
  );
  return `${[...posts, ...(leftOut.length > 0 ? [leftOut.join('\n')] : [])].join('\n---\n')}\n`;
}

function shown({ attachment }: Post): string[] {
  return attachment === null ? [] : [describeAttachment(attachment)];
}

function describeAttachment(attachment: Attachment): string {
  if (attachment.kind === 'images') {
    return attachment.images.map(({ url, altText }) => `[image: ${url} | ${altText}]`).join('\n');
  }
  const { url, title, description, imageUrl } = attachment;
  return `[card: ${url} | ${title} | ${description} | ${imageUrl ?? 'no thumb'}]`;
}

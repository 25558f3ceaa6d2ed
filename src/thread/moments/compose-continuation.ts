import type { Style } from '../../coverage/event.ts';
import { layOutPost, layoutOfAccount } from '../layout.ts';
import type { Limits } from '../limits.ts';
import { tagLine } from '../opener.ts';
import { link } from '../spans.ts';
import type { Thread } from '../thread.ts';
import { fillTemplate, wordsOf } from './fill-template.ts';
import { packPosts } from './pack-posts.ts';

/** The post that opens the next volume of a thread and leads back, or the one that ends a volume and leads on. */
export function composeContinuation(
  end: 'continued' | 'goes-on',
  { subject, title, url }: { subject: string; title: string; url: string },
  { style, limits }: { style: Style; limits: Limits },
): Thread {
  const layout = layoutOfAccount({ style, limits });
  const { continued, goesOn } = layout.wording.moments;
  const blocks = fillTemplate([end === 'continued' ? continued : goesOn], {
    title: wordsOf(title) ?? [],
    link: [link(url)],
  });
  const tags = end === 'continued' ? tagLine(style.tags) : [];
  const [spans = []] = packPosts(blocks, { layout, tags, onlyOne: true });
  const role = end === 'continued' ? 'opener' : 'moment';
  return { subject, posts: [layOutPost({ role, spans }, layout)], leftOut: [] };
}

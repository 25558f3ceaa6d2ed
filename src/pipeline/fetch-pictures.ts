import type { Picture } from '../networks/network.ts';
import { preparePicture } from '../networks/prepare-picture.ts';
import type { Limits } from '../thread/limits.ts';
import type { LeftOut, Thread } from '../thread/thread.ts';
import type { Web } from '../web/web.ts';

/** The pictures a thread names, made to fit the account's limits. One that can't be had is left out, never the post. */
export async function fetchPictures(
  web: Web,
  { thread, limits }: { thread: Thread; limits: Limits },
): Promise<{ pictures: ReadonlyMap<string, Picture>; missing: readonly LeftOut[] }> {
  const pictures = new Map<string, Picture>();
  const missing: LeftOut[] = [];
  for (const { url, mostBytes } of picturesNamed(thread, limits)) {
    if (pictures.has(url)) continue;
    const answer = await web.fetch({ url, accept: 'image' });
    const prepared =
      answer.state === 'fetched'
        ? await preparePicture(answer.body, { mostBytes, mostPixels: limits.imagePixels })
        : null;
    if (prepared?.ok) pictures.set(url, prepared.value);
    else {
      const because =
        answer.state === 'failed'
          ? answer.failure.code
          : prepared && !prepared.ok
            ? prepared.failure.code
            : 'not-an-image';
      missing.push({ what: 'image', because, excerpt: url });
    }
  }
  return { pictures, missing };
}

/** One picture may stand in a card and in a post; the smaller allowance then holds for both. */
function picturesNamed(thread: Thread, limits: Limits): readonly { url: string; mostBytes: number }[] {
  const named = new Map<string, number>();
  const name = (url: string, mostBytes: number) =>
    named.set(url, Math.min(mostBytes, named.get(url) ?? mostBytes));
  for (const { attachment } of thread.posts) {
    switch (attachment?.kind) {
      case 'card':
        if (attachment.imageUrl) name(attachment.imageUrl, limits.cardImageBytes);
        break;
      case 'images':
        for (const image of attachment.images) name(image.url, limits.imageBytes);
        break;
      case undefined:
        break;
    }
  }
  return [...named].map(([url, mostBytes]) => ({ url, mostBytes }));
}

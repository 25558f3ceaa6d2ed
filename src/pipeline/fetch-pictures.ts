import { failed, type Result } from '../base/failure.ts';
import type { Picture } from '../networks/network.ts';
import { type PictureFit, preparePicture } from '../networks/prepare-picture.ts';
import type { Limits } from '../thread/limits.ts';
import type { LeftOut, Thread } from '../thread/thread.ts';
import type { Web, WebAnswer } from '../web/web.ts';

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
    const picture = await pictureFrom(answer, { mostBytes, mostPixels: limits.imagePixels });
    if (picture.ok) pictures.set(url, picture.value);
    else missing.push({ what: 'image', because: picture.failure.code, excerpt: url });
  }
  return { pictures, missing };
}

async function pictureFrom(answer: WebAnswer, fit: PictureFit): Promise<Result<Picture>> {
  switch (answer.state) {
    case 'fetched':
      return preparePicture(answer.body, fit);
    case 'failed':
      return failed(answer.failure);
    case 'not-modified':
      throw new Error('a first request was answered as not modified');
  }
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

import sharp from 'sharp';
import { expect, it } from 'vitest';
import { hour, minute } from '../../src/base/instant.ts';
import { aFeed, anItem, aPage, morning, openNewsroom } from './newsroom.ts';

const story = { slug: 'pier', title: 'Harbour pier opens', summary: 'The harbour pier opened on Tuesday.' };

it('forgets a picture once the threads that carry it are public', async () => {
  const picture = await sharp({ create: { width: 320, height: 180, channels: 3, background: '#456' } })
    .png()
    .toBuffer();
  let polls = 0;
  const room = await openNewsroom({
    answer: (request, response) => {
      if (request.url === '/feed') {
        polls += 1;
        return void response.end(aFeed(polls > 1 ? [anItem(story)] : []));
      }
      if (request.url === '/picture.png') return void response.end(picture);
      response.setHeader('content-type', 'text/html');
      response.end(
        aPage({
          title: story.title,
          paragraphs: [story.summary, `${story.summary} Hundreds came to see it.`],
        }).replace(
          '</h1>',
          '</h1><figure><img src="/picture.png" alt="The pier at noon" width="320" height="180"></figure>',
        ),
      );
    },
    shape: (event, origin) => ({
      ...event,
      feeds: [{ url: `${origin}/feed`, catchUp: 0, cadence: 'polite' }],
    }),
  });
  try {
    await room.playUntil(morning + 15 * minute);
    const [delivery] = await room.deps.store.deliveries.list({ states: ['sent'] });
    const hash = delivery?.parts[0]?.media[0]?.hash ?? '';
    expect(await room.deps.store.loadMedia(hash)).not.toBeNull();
    room.deps.clock.advanceTo(morning + 2 * hour);
    await room.playUntil(morning + 4 * hour);
    expect(await room.deps.store.loadMedia(hash)).toBeNull();
  } finally {
    await room.close();
  }
});

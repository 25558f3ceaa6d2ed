import { describe, expect, it } from 'vitest';
import type { OwnPost } from '../../src/networks/own-post.ts';
import { recognise } from '../../src/networks/recognise.ts';
import { aDelivery, aPart, withReceipts } from './mastodon/builders.ts';

const article = 'https://news.example/harbour';
const opener = `The harbour opens\n\n${article}`;
const delivery = aDelivery([
  aPart({ index: 0, status: opener }),
  aPart({ index: 1, status: '“At last,” said the mayor.' }),
]);

function shown(about: Partial<OwnPost> & Pick<OwnPost, 'remoteId' | 'text'>): OwnPost {
  return {
    url: `https://social.example/${about.remoteId}`,
    contentHash: null,
    parentId: null,
    visibility: 'public',
    links: [],
    publishedAt: 1000,
    ...about,
  };
}

const shownOpener = shown({ remoteId: '1', text: opener, links: [article] });
const shownAnswer = shown({ remoteId: '2', text: '“At last,” said the mayor.', parentId: '1' });

describe('what an account shows of a delivery', () => {
  it('is nothing where it shows nothing that we don’t know', () => {
    expect(recognise(delivery, [])).toEqual({ state: 'news' });
  });

  it('is the whole thread, word for word and in its place', () => {
    expect(recognise(delivery, [shownAnswer, shownOpener])).toMatchObject({
      state: 'shown',
      receipts: [
        { partIndex: 0, remoteId: '1' },
        { partIndex: 1, remoteId: '2' },
      ],
    });
  });

  it('is the first part of it, after which it goes on', () => {
    expect(recognise(delivery, [shownOpener])).toMatchObject({
      state: 'shown',
      receipts: [{ partIndex: 0 }],
    });
  });

  it('is the next part of a thread under way', () => {
    const receipt = {
      partIndex: 0,
      remoteId: '1',
      url: shownOpener.url,
      contentHash: 'hash',
      publishedAt: 900,
    };
    expect(recognise(withReceipts(delivery, [receipt]), [shownAnswer])).toMatchObject({
      state: 'shown',
      receipts: [{ partIndex: 1, remoteId: '2' }],
    });
  });

  it('is the same article in other words, which a person must judge', () => {
    const reworded = shown({ remoteId: '3', text: `Harbour opened ${article}`, links: [article] });
    expect(recognise(delivery, [reworded])).toMatchObject({
      state: 'shown-otherwise',
      post: { remoteId: '3' },
    });
  });

  it('is a thread that goes on in other words, which a person must judge', () => {
    const other = shown({ remoteId: '2', text: 'Another quote', parentId: '1' });
    expect(recognise(delivery, [other, shownOpener])).toMatchObject({ state: 'shown-otherwise' });
  });

  it('is what only some can read, though it was meant for all, which a person must judge', () => {
    expect(recognise(delivery, [{ ...shownOpener, visibility: 'direct' }])).toMatchObject({
      state: 'shown-otherwise',
      post: { remoteId: '1' },
    });
    expect(recognise(delivery, [{ ...shownOpener, visibility: 'unlisted' }])).toMatchObject({
      state: 'shown',
    });
  });

  it('is nothing where the same words are about another article', () => {
    const elsewhere = aDelivery([aPart({ status: 'Live\nhttps://news.example/two' })]);
    const post = shown({
      remoteId: '9',
      text: 'Live\nhttps://news.example/one',
      links: ['https://news.example/one'],
    });
    expect(recognise(elsewhere, [post])).toEqual({ state: 'news' });
  });
});

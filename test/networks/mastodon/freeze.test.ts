import { describe, expect, it } from 'vitest';
import { createSeededChance } from '../../../src/base/chance.ts';
import { freezeThread } from '../../../src/networks/mastodon/freeze.ts';
import { mastodonDocumentedLimits } from '../../../src/networks/mastodon/limits.ts';
import { showMastodonPart } from '../../../src/networks/mastodon/show.ts';
import type { Post } from '../../../src/thread/thread.ts';
import { aPost, aThread, somePictures } from './builders.ts';

const { pictures } = somePictures('Khare', 'Hall');

function freeze(...posts: readonly Post[]) {
  return freezeThread(
    aThread(...posts),
    { createdAt: 0, pictures },
    { limits: mastodonDocumentedLimits, chance: createSeededChance(1) },
  );
}

function bodies(...posts: readonly Post[]): readonly unknown[] {
  const frozen = freeze(...posts);
  if (!frozen.ok) throw new Error(JSON.stringify(frozen.failure));
  return frozen.value.map(({ body }) => JSON.parse(body));
}

describe('freezing a thread for Mastodon', () => {
  it('words each post as the server’s API has it', () => {
    expect(
      bodies(
        aPost('Ministers meet', { language: 'en' }),
        aPost('Many died', { contentWarning: 'Casualties', visibility: 'unlisted', language: 'fr' }),
      ),
    ).toEqual([
      { status: 'Ministers meet', visibility: 'public', language: 'en', allowed_mentions: [] },
      {
        status: 'Many died',
        visibility: 'unlisted',
        language: 'fr',
        spoiler_text: 'Casualties',
        sensitive: true,
        allowed_mentions: [],
      },
    ]);
  });

  it('joins spans, and makes a mention live by its address', () => {
    const [body] = bodies(
      aPost([
        { kind: 'plain', text: 'By ' },
        { kind: 'mention', text: '@khare', handle: '@khare@un.example' },
        { kind: 'plain', text: ' at ' },
        { kind: 'link', text: 'https://un.example/x', url: 'https://un.example/x' },
        { kind: 'plain', text: ' ' },
        { kind: 'tag', text: '#Vancouver', tag: 'Vancouver' },
      ]),
    );
    expect(body).toEqual({
      status: 'By @khare@un.example at https://un.example/x #Vancouver',
      visibility: 'public',
      language: 'en',
    });
  });

  it.each([
    ['PL', 'pl'],
    ['pt-br', 'pt-BR'],
    ['zh-tw', 'zh-TW'],
    ['en', 'en'],
  ])('writes the language %s as the server knows it, %s', (language, expected) => {
    expect(bodies(aPost('x', { language }))).toMatchObject([{ language: expected }]);
  });

  it('leaves out what the server chokes on', () => {
    expect(bodies(aPost('cut \ud83d off\0'))).toMatchObject([{ status: 'cut \ufffd off' }]);
  });

  it('gives every part a key of its own', () => {
    const frozen = freeze(aPost('One'), aPost('Two'), aPost('Three'));
    const keys = frozen.ok ? frozen.value.map(({ key }) => key) : [];
    expect(new Set(keys).size).toBe(3);
  });

  it('carries the pictures that could be had, in order, with their alt texts', () => {
    const frozen = freeze(aPost('x', { images: ['Khare', 'Lost', 'Hall'] }));
    expect(frozen.ok && frozen.value[0]?.media.map(({ altText }) => altText)).toEqual(['Khare', 'Hall']);
  });

  it.each<[string, Post, string]>([
    ['a text too long', aPost('x'.repeat(501)), 'post-over-limit'],
    [
      'a text too long with its warning',
      aPost('x'.repeat(495), { contentWarning: 'Deaths' }),
      'post-over-limit',
    ],
    [
      'too many pictures',
      aPost('x', { images: ['Khare', 'Khare', 'Khare', 'Khare', 'Khare'] }),
      'post-over-limit',
    ],
    ['neither text nor picture', aPost(' ', { images: ['Lost'] }), 'nothing-to-post'],
  ])('refuses %s before anything is public', (_, post, code) => {
    expect(freeze(aPost('Fine'), post)).toMatchObject({
      ok: false,
      failure: { code, subject: 'story-1', detail: expect.stringContaining('post 2') },
    });
  });

  it('refuses an alt text longer than the server takes', () => {
    const altText = 'x'.repeat(1501);
    const { pictures: long } = somePictures(altText);
    const frozen = freezeThread(
      aThread(aPost('x', { images: [altText] })),
      { createdAt: 0, pictures: long },
      { limits: mastodonDocumentedLimits, chance: createSeededChance(1) },
    );
    expect(frozen).toMatchObject({ ok: false, failure: { code: 'post-over-limit' } });
  });

  it('takes a text of exactly the limit, its link counting 23', () => {
    expect(freeze(aPost(`${'x'.repeat(476)} https://un.example.org/${'p'.repeat(200)}`)).ok).toBe(true);
    expect(freeze(aPost(`${'x'.repeat(477)} https://un.example.org/${'p'.repeat(200)}`)).ok).toBe(false);
  });

  it('shows a frozen part as a reader would see it', () => {
    const frozen = freeze(aPost('Many died', { contentWarning: 'Casualties', images: ['Hall'] }));
    const [part] = frozen.ok ? frozen.value : [];
    expect(part && showMastodonPart(part)).toEqual({
      text: 'Many died',
      contentWarning: 'Casualties',
      visibility: 'public',
      languages: ['en'],
      card: null,
      pictures: ['Hall'],
    });
  });
});

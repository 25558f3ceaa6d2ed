import { describe, expect, it } from 'vitest';
import { describeFailure, hasSentence } from '../../src/observability/failure-sentences.ts';
import { readSourceFiles } from '../architecture/source-files.ts';

/** The codes that the source makes failures with; zod's own issue code is not one. */
function codesInSource(): readonly string[] {
  const codes = readSourceFiles().flatMap(({ text }) =>
    [...text.matchAll(/(?:\bcode: |\b(?:later|unclear|failure)\()'([a-z]+(?:-[a-z]+)*)'/g)].map(
      (match) => match[1] ?? '',
    ),
  );
  return [...new Set(codes)].filter((code) => code !== 'custom').sort();
}

describe('the sentence for a failure', () => {
  it('exists for every code that the source can make', () => {
    expect(codesInSource().length).toBeGreaterThan(40);
    expect(codesInSource().filter((code) => !hasSentence(code))).toEqual([]);
  });

  it('says what, which one, and what was found', () => {
    expect(
      describeFailure({ code: 'name-not-found', subject: 'https://news.example/rss', detail: 'ENOTFOUND' }),
    ).toBe(
      'The host of https://news.example/rss has no address; check its spelling, or the network (ENOTFOUND).',
    );
  });

  it('is one line, whatever a server said', () => {
    const failure = { code: 'content-refused', subject: 'desk', detail: 'Validation failed.\n<html>…' };
    expect(describeFailure(failure)).toBe(
      'The server refuses the content of a post for desk (Validation failed).',
    );
  });

  it('spells out a code without words of its own', () => {
    expect(describeFailure({ code: 'moon-in-the-way', subject: 'desk' })).toBe('Moon in the way: desk.');
  });
});

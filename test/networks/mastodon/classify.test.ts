import { describe, expect, it } from 'vitest';
import { classify, type Stage } from '../../../src/networks/mastodon/classify.ts';
import type { Refusal } from '../../../src/networks/mastodon/client.ts';

const now = Date.UTC(2017, 10, 14, 17);

function answered(httpStatus: number, message = '', headers: Record<string, string> = {}): Refusal {
  return { kind: 'answered', httpStatus, message, headers };
}

function judge(refusal: Refusal, stage: Stage): string {
  const { state, failure } = classify(refusal, { stage, accountId: 'press', now });
  return `${state}: ${failure.code}`;
}

describe('what a refusal means while posting', () => {
  it.each<[string, Refusal, string]>([
    ['no connection', { kind: 'not-sent', detail: 'connect ECONNREFUSED' }, 'later: server-unreachable'],
    ['no answer', { kind: 'no-answer', detail: 'other side closed' }, 'unknown: answer-lost'],
    ['301', answered(301), 'later: server-moved'],
    ['400', answered(400), 'refused: content-refused'],
    ['401', answered(401, 'The access token is invalid'), 'locked-out: credentials-refused'],
    [
      '403 scope',
      answered(403, 'This action is outside the authorized scopes'),
      'locked-out: credentials-refused',
    ],
    ['403', answered(403, 'Your login is currently disabled'), 'locked-out: account-locked'],
    [
      '404 parent',
      answered(404, 'The post you are trying to reply to does not appear to exist.'),
      'refused: parent-gone',
    ],
    ['404 key of a deleted post', answered(404, 'Record not found'), 'refused: post-deleted'],
    ['404 page', answered(404), 'later: server-answered-nonsense'],
    ['408', answered(408), 'unknown: answer-lost'],
    [
      '422 length',
      answered(422, 'Validation failed: Text character limit of 500 exceeded'),
      'refused: content-refused',
    ],
    [
      '422 mention',
      answered(422, 'Post would be sent to unexpected accounts'),
      'refused: would-mention-others',
    ],
    [
      '422 media taken',
      answered(422, 'Media 12 not found or already attached to another post'),
      'unknown: media-already-attached',
    ],
    [
      '422 media unfinished',
      answered(422, 'Cannot attach files that have not finished processing. Try again in a moment!'),
      'later: media-still-processing',
    ],
    ['429', answered(429, 'Too many requests'), 'later: rate-limited'],
    ['500', answered(500), 'unknown: server-answered-nonsense'],
    ['503', answered(503, 'There was a temporary problem'), 'unknown: server-answered-nonsense'],
  ])('%s', (_, refusal, expected) => {
    expect(judge(refusal, 'posting')).toBe(expected);
  });
});

describe('what a refusal means before anything was posted', () => {
  it.each<[string, Refusal, Stage, string]>([
    ['no answer', { kind: 'no-answer', detail: 'other side closed' }, 'uploading', 'later: answer-lost'],
    ['500', answered(500), 'uploading', 'later: server-answered-nonsense'],
    ['503', answered(503), 'asking', 'later: server-answered-nonsense'],
    ['404', answered(404), 'asking', 'later: server-answered-nonsense'],
    ['401', answered(401), 'uploading', 'locked-out: credentials-refused'],
    ['429', answered(429), 'uploading', 'later: rate-limited'],
    ['404 upload', answered(404), 'uploading', 'refused: media-refused'],
  ])('%s', (_, refusal, stage, expected) => {
    expect(judge(refusal, stage)).toBe(expected);
  });
});

describe('when to come back', () => {
  const in60Seconds = now + 60_000;

  function retryAt(httpStatus: number, headers: Record<string, string>): number | null {
    const setback = classify(answered(httpStatus, '', headers), { stage: 'asking', accountId: 'press', now });
    return setback.state === 'later' ? setback.retryAt : null;
  }

  it.each<[string, Record<string, string>, number | null]>([
    [
      'an ISO time, as Mastodon gives it',
      { 'x-ratelimit-reset': '2017-11-14T17:01:00.000000Z' },
      in60Seconds,
    ],
    ['Unix seconds', { 'x-ratelimit-reset': String(in60Seconds / 1000) }, in60Seconds],
    ['Unix milliseconds', { 'x-ratelimit-reset': String(in60Seconds) }, in60Seconds],
    ['seconds from now', { 'retry-after': '60' }, in60Seconds],
    ['a date', { 'retry-after': 'Tue, 14 Nov 2017 17:01:00 GMT' }, in60Seconds],
    [
      'Retry-After before the reset',
      { 'retry-after': '60', 'x-ratelimit-reset': '2017-11-14T18:00:00Z' },
      in60Seconds,
    ],
    [
      'the reset where Retry-After is unreadable',
      { 'retry-after': 'soon', 'x-ratelimit-reset': '2017-11-14T17:01:00Z' },
      in60Seconds,
    ],
    ['no further off than three hours', { 'x-ratelimit-reset': '2017-11-14T20:40:00Z' }, now + 3 * 3_600_000],
    ['a minute for the year 9999', { 'x-ratelimit-reset': '9999-01-01T00:00:00Z' }, in60Seconds],
    ['a minute for years of seconds', { 'retry-after': '99999999' }, in60Seconds],
    ['no advice from the past', { 'x-ratelimit-reset': '2017-11-14T16:00:00Z' }, null],
    ['no advice where none is given', {}, null],
  ])('%s', (_, headers, expected) => {
    expect(retryAt(429, headers)).toBe(expected);
  });

  it('heeds Retry-After of a server that is down', () => {
    expect(retryAt(503, { 'retry-after': '60' })).toBe(in60Seconds);
  });

  it('does not wait for a budget that is not spent', () => {
    expect(retryAt(503, { 'x-ratelimit-reset': '2017-11-14T17:04:00Z' })).toBeNull();
    expect(retryAt(404, { 'x-ratelimit-reset': '2017-11-14T17:04:00Z' })).toBeNull();
  });
});

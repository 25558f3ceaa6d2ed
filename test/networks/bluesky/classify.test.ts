import { describe, expect, it } from 'vitest';
import { day } from '../../../src/base/instant.ts';
import { classify, type Stage } from '../../../src/networks/bluesky/classify.ts';
import type { Refusal } from '../../../src/networks/bluesky/client.ts';

const now = 1_795_000_000_000;

function answered(httpStatus: number, error: string, headers: Record<string, string> = {}): Refusal {
  return { kind: 'answered', httpStatus, error, message: 'in its own words', headers };
}

function verdict(refusal: Refusal, stage: Stage = 'committing') {
  const { state, failure } = classify(refusal, { stage, accountId: 'newsdesk', now });
  return `${state} ${failure.code}`;
}

describe('what a refusal of a commit means', () => {
  it.each<[Refusal, string]>([
    [{ kind: 'not-sent', detail: 'ECONNREFUSED' }, 'later server-unreachable'],
    [{ kind: 'no-answer', detail: 'socket hang up' }, 'unknown answer-lost'],
    [{ kind: 'left-to-another' }, 'later login-left-to-another'],
    [answered(400, 'ExpiredToken'), 'later session-expired'],
    [answered(400, 'InvalidToken'), 'later session-expired'],
    [answered(401, 'AuthenticationRequired'), 'locked-out credentials-refused'],
    [answered(401, 'AccountTakedown'), 'locked-out account-locked'],
    [answered(403, 'AccountNotFound'), 'locked-out account-locked'],
    [answered(400, 'InvalidRequest'), 'refused content-refused'],
    [answered(413, 'PayloadTooLarge'), 'refused content-refused'],
    [answered(400, 'BlobNotFound'), 'later upload-forgotten'],
    [answered(400, 'InvalidSwap'), 'unknown key-taken'],
    [answered(429, 'RateLimitExceeded'), 'later rate-limited'],
    [answered(500, 'InternalServerError'), 'unknown server-answered-nonsense'],
    [answered(502, 'NotXrpc'), 'unknown server-answered-nonsense'],
  ])('%o is %s', (refusal, expected) => {
    expect(verdict(refusal)).toBe(expected);
  });

  it('carries what the server said', () => {
    const { failure } = classify(answered(400, 'InvalidRequest'), {
      stage: 'committing',
      accountId: 'newsdesk',
      now,
    });
    expect(failure).toEqual({
      code: 'content-refused',
      subject: 'newsdesk',
      detail: '400 InvalidRequest: in its own words',
    });
  });
});

describe('what a refusal before the commit means', () => {
  it.each<[Stage, Refusal, string]>([
    ['uploading', { kind: 'no-answer', detail: 'socket hang up' }, 'later answer-lost'],
    ['uploading', answered(503, 'NotEnoughResources'), 'later server-answered-nonsense'],
    ['uploading', answered(413, 'PayloadTooLarge'), 'refused content-refused'],
    ['signing-in', answered(500, 'InternalServerError'), 'later server-answered-nonsense'],
    ['signing-in', answered(400, 'InvalidRequest'), 'locked-out credentials-refused'],
    ['asking', answered(404, 'XRPCNotSupported'), 'later server-answered-nonsense'],
  ])('while %s, %o is %s', (stage, refusal, expected) => {
    expect(verdict(refusal, stage)).toBe(expected);
  });
});

describe('when a rate-limited server wants to be asked again', () => {
  it.each<[string, Record<string, string>, number | null]>([
    ['retry-after in seconds', { 'retry-after': '289' }, now + 289_000],
    ['retry-after as a date', { 'retry-after': 'Wed, 18 Nov 2026 11:07:40 GMT' }, now + 60_000],
    ['ratelimit-reset in Unix seconds', { 'ratelimit-reset': String((now + 120_000) / 1000) }, now + 120_000],
    [
      'retry-after before ratelimit-reset',
      { 'retry-after': '5', 'ratelimit-reset': '9999999999' },
      now + 5000,
    ],
    ['a time in the past', { 'ratelimit-reset': String((now - 120_000) / 1000) }, null],
    ['ratelimit-reset as a stretch of seconds', { 'ratelimit-reset': '60' }, now + 60_000],
    ['a day and what clocks differ by', { 'retry-after': '88000' }, now + day],
    ['a time years away as a minute', { 'retry-after': '99999999999' }, now + 60_000],
    ['words', { 'retry-after': 'soon' }, null],
    ['nothing', {}, null],
  ])('reads %s', (_, headers, expected) => {
    const setback = classify(answered(429, 'RateLimitExceeded', headers), {
      stage: 'committing',
      accountId: 'newsdesk',
      now,
    });
    expect(setback).toMatchObject({ state: 'later', retryAt: expected });
  });
});

import { formatInstant, hour, type Instant, minute, toDate } from '../../../../src/base/instant.ts';
import { rateHeaders } from './budgets.ts';
import type { MisbehaviourKind } from './misbehaviour.ts';
import { type Reply, refusal } from './reply.ts';

/** The answer to a request that is not carried out at all; null when it is. */
export function failBefore(mischief: MisbehaviourKind | null, now: Instant): Reply | null {
  return mischief ? (before[mischief]?.(now) ?? null) : null;
}

/** What becomes of the answer to a request that was carried out. */
export function spoil(reply: Reply, mischief: MisbehaviourKind | null): Reply {
  return mischief ? (after[mischief]?.(reply) ?? reply) : reply;
}

const badGateway: Reply = {
  httpStatus: 502,
  html: '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>',
};

const before: Partial<Record<MisbehaviourKind, (now: Instant) => Reply>> = {
  'answer-500': () => ({ httpStatus: 500 }),
  'answer-502': () => badGateway,
  'answer-503': () =>
    refusal({ httpStatus: 503, error: 'There was a temporary problem serving your request' }),
  'rate-limit-iso': (now) => limited(now, {}),
  'rate-limit-epoch': (now) =>
    limited(now, { 'x-ratelimit-reset': String(Math.ceil((now + minute) / 1000)) }),
  'rate-limit-seconds': (now) => limited(now, { 'retry-after': '60', 'x-ratelimit-reset': 'soon' }),
  'rate-limit-date': (now) => limited(now, { 'retry-after': toDate(now + minute).toUTCString() }),
  'rate-limit-absurd': (now) => limited(now, { 'x-ratelimit-reset': formatInstant(now + millennia) }),
  'forget-token': () => refusal({ httpStatus: 401, error: 'The access token was revoked' }),
  suspend: () => refusal({ httpStatus: 403, error: 'Your login is currently disabled' }),
  move: () => ({ httpStatus: 301, html: '', headers: { location: '/api/v2/instance' } }),
};

const millennia = 7000 * 365 * 24 * hour;

function limited(now: Instant, headers: Readonly<Record<string, string>>): Reply {
  return {
    ...refusal({ httpStatus: 429, error: 'Too many requests' }),
    headers: { ...rateHeaders({ most: 300, left: 0, resetsAt: now + minute }), ...headers },
  };
}

const after: Partial<Record<MisbehaviourKind, (reply: Reply) => Reply>> = {
  'lose-answer': (reply) => ({ ...reply, fate: 'lost' }),
  'cut-answer': (reply) => ({ ...reply, fate: 'cut' }),
  'stay-silent': (reply) => ({ ...reply, fate: 'silent' }),
  'answer-500-stored': () => ({ httpStatus: 500 }),
  'answer-502-stored': () => badGateway,
  'answer-html': () => ({ httpStatus: 200, html: '<!DOCTYPE html><title>Welcome</title>' }),
};

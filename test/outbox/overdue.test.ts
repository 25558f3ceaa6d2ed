import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../src/base/instant.ts';
import type { Delivery } from '../../src/outbox/delivery.ts';
import { isOverdue } from '../../src/outbox/overdue.ts';
import type { Pause } from '../../src/outbox/pause.ts';
import { aDelivery, failure, now } from './builders.ts';

const feedUrl = 'https://news.example/feed.xml';

/** Whether this delivery, planned an hour ago, is overdue when it was wanted within three minutes. */
function overdue(about: Partial<Delivery> = {}, pauses: readonly Pause[] = []): boolean {
  return isOverdue({ ...aDelivery({}), ...about }, { feedUrl, pauses, wanted: 3 * minute, now });
}

describe('a story that is not public', () => {
  it('is overdue once it was wanted, whether it is tried, in doubt or kept by trouble', () => {
    expect(overdue()).toBe(true);
    expect(overdue({ standing: { state: 'ready', dueAt: now - 1 } })).toBe(true);
    expect(overdue({ standing: { state: 'ready', dueAt: now + hour }, lastFailure: failure })).toBe(true);
  });

  it.each<[string, Partial<Delivery>]>([
    ['it was planned just now', { createdAt: now - minute }],
    ['it waits for the pace', { standing: { state: 'ready', dueAt: now + hour } }],
    ['a person holds it', { standing: { state: 'held', because: failure } }],
    ['it was cancelled', { standing: { state: 'cancelled', because: 'stale' } }],
    ['it is no story', { of: { kind: 'moment', key: 'opening' } }],
    ['its opener is public', aDelivery({ receipts: [true, false] })],
  ])('is not overdue when %s', (_, about) => {
    expect(overdue(about)).toBe(false);
  });

  it.each<Pause['scope']>([
    { kind: 'all' },
    { kind: 'account', accountId: 'un-mastodon' },
    { kind: 'feed', url: feedUrl },
  ])('is not overdue while a person has paused %o', (scope) => {
    expect(overdue({}, [{ scope, since: now - hour }])).toBe(false);
  });
});

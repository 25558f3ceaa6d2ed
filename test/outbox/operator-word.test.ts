import { describe, expect, it } from 'vitest';
import { minute } from '../../src/base/instant.ts';
import type { DeliveryStanding } from '../../src/outbox/delivery.ts';
import { heed, heedNoted, type OperatorWord } from '../../src/outbox/operator-word.ts';

const now = 1_000_000_000;
const since = now - 10 * minute;
const failure = { code: 'content-refused', subject: 'un-mastodon' };

const standings = {
  ready: { state: 'ready', dueAt: now + minute },
  claimed: { state: 'claimed', claim: { worker: 'w', fence: 1, since, leaseUntil: now + minute } },
  uncertain: { state: 'uncertain', lookAt: now + minute, looks: 1, since },
  sent: { state: 'sent', sentAt: now },
  refused: { state: 'refused', failure },
  held: { state: 'held', because: failure },
  cancelled: { state: 'cancelled', because: 'by-a-person' },
} as const satisfies Record<DeliveryStanding['state'], DeliveryStanding>;

function heldAs(code: string): DeliveryStanding {
  return { state: 'held', because: { code, subject: 'd1' } };
}

type About = { attemptedAt?: number | null; vouched?: boolean; notedWord?: 'cancel' | 'hold' | null };

function said(
  word: OperatorWord,
  standing: DeliveryStanding,
  { attemptedAt = since, vouched = false, notedWord = null }: About = {},
) {
  return heed({ id: 'd1', standing, attemptedAt, notedWord }, word, { now, vouched });
}

const becomes = (word: OperatorWord, state: keyof typeof standings) => {
  const heeded = said(word, standings[state]);
  if (heeded === null) return null;
  return heeded.kind === 'noted' ? `${heeded.word} noted` : heeded.standing.state;
};

describe('a person’s word about a delivery', () => {
  it.each([
    ['ready', ['ready', 'cancelled', 'held', null]],
    ['claimed', [null, 'cancel noted', 'hold noted', null]],
    ['uncertain', ['uncertain', 'cancel noted', 'hold noted', null]],
    ['sent', [null, null, null, null]],
    ['refused', ['uncertain', 'cancelled', null, null]],
    ['held', ['uncertain', 'cancelled', null, 'uncertain']],
    ['cancelled', [null, null, null, null]],
  ] as const)('that is %s leads to retry, cancel, hold, release: %j', (state, expected) => {
    const words = ['retry', 'cancel', 'hold', 'release'] as const;
    expect(words.map((word) => becomes(word, state))).toEqual(expected);
  });

  it('has what was attempted looked for before it is posted, as soon as absence means anything', () => {
    expect(said('release', standings.held)).toEqual({
      kind: 'stands',
      standing: { state: 'uncertain', lookAt: now, looks: 0, since },
      isVouched: false,
    });
    const justNow = now - 1000;
    expect(said('retry', standings.refused, { attemptedAt: justNow })).toMatchObject({
      standing: { lookAt: justNow + minute },
    });
  });

  it.each([
    ['was never attempted', standings.held, { attemptedAt: null }, false],
    ['a person has vouched for', standings.held, { vouched: true }, true],
    ['a person held himself', heldAs('held-by-a-person'), {}, false],
    ['was held because its account shows it already', heldAs('already-shown'), {}, true],
  ] as const)('lets go on at once what %s', (_, standing, about, isVouched) => {
    expect(said('release', standing, about)).toEqual({
      kind: 'stands',
      standing: { state: 'ready', dueAt: now },
      isVouched,
    });
  });

  it('is taken back by release while it is only noted', () => {
    expect(said('release', standings.claimed, { notedWord: 'cancel' })).toEqual({
      kind: 'noted',
      word: null,
    });
  });
});

describe('a word noted while a worker was at it', () => {
  it.each([
    ['cancel', 'ready', 'cancelled'],
    ['hold', 'ready', 'held'],
    ['cancel', 'held', 'cancelled'],
    ['hold', 'held', undefined],
    ['cancel', 'sent', undefined],
    ['hold', 'sent', undefined],
    ['cancel', 'refused', undefined],
  ] as const)('%s makes what settled as %s %s', (word, settled, expected) => {
    expect(heedNoted(word, standings[settled], 'd1')?.state).toBe(expected);
  });
});

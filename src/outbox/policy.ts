import type { Backoff } from '../base/backoff.ts';
import { day, hour, type Milliseconds, minute, second } from '../base/instant.ts';

/**
 * The retry policy, whole. What each outcome leads to:
 *
 * | outcome      | the delivery becomes                                                              |
 * |--------------|-----------------------------------------------------------------------------------|
 * | published    | sent, or ready at once while parts are still owed; patience is whole again        |
 * | later        | ready after `retry`, or at the server's time if that is later; held when patience is spent |
 * | refused      | refused, and never tried again: the same bytes would be refused again. Where the  |
 * |              | server had said yes to a part and kept nothing, that part is owed again           |
 * | locked-out   | ready, but its account rests until a check of its credentials succeeds; held when patience is spent |
 * | unknown      | uncertain: looked for after `settleTime`, never repeated blindly                  |
 * | lease lost   | uncertain, the same way: a dead worker may have posted; a look that was cut off has not |
 *
 * and what a look for an uncertain delivery leads to:
 *
 * | sighting     | the delivery becomes                                                              |
 * |--------------|-----------------------------------------------------------------------------------|
 * | found        | as published                                                                      |
 * | absent       | after `looksForAbsence` such looks in a row, ready with the same keys; held when patience is spent |
 * | contradicted | held at once: something else stands where the post was to be                     |
 * | cannot-tell  | uncertain, looked for again after half as long as we have been unsure; held after `unsureAtMost` |
 *
 * Held means that a person decides.
 */
export const policy = {
  /** At the cap a silent server is asked about once a minute, so a thread resumes within a minute of its return. */
  retry: { first: 10 * second, most: minute } satisfies Backoff as Backoff,
  /** A server's own "not before" is believed up to here: Bluesky's longest budget is a day, Mastodon's three hours. */
  longestAdvice: day as Milliseconds,
  /** Tries without a success before a person is asked: about four hours of a server that answers `later` every time. */
  patience: 300,
  /**
   * Each repeat after an unknown outcome or a lost lease risks a duplicate on a server that hides what it took, so twelve
   * in a row spend the patience that three hundred refusals would.
   */
  spentByUnknown: 25,
  /**
   * A check that succeeded stands between two, so after twelve in a row it is the thread that is refused and not the
   * account, whose other threads wait behind it.
   */
  spentByLockOut: 25,
  /**
   * How long after an attempt began, or after the last look, absence means anything: twice the request timeout, and
   * never under a minute, because replicas lag.
   */
  settleTime: minute as Milliseconds,
  looksForAbsence: 2,
  /**
   * So many deliveries of one account may be in doubt while others of it go on: one lost answer stays one trouble, and a
   * server that loses all of them is not sent a whole day's threads.
   */
  doubtsAtOnce: 4,
  /** The pause between looks that could not tell. At the cap a thread in doubt goes on a few minutes after its server. */
  unsure: { first: minute, most: 3 * minute } satisfies Backoff as Backoff,
  unsureAtMost: (6 * hour) as Milliseconds,
} as const;

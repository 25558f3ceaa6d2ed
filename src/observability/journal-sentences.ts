import type { HeldBecause, IgnoredBecause } from '../article/story.ts';
import { formatInstant } from '../base/instant.ts';
import { isOfDeleted } from '../outbox/delivery.ts';
import { tellChanges, tellFault, tellWarnings } from './agenda-sentences.ts';
import { countOf } from './count-of.ts';
import { tellComplete, tellDone } from './deed-sentences.ts';
import { describeFailure } from './failure-sentences.ts';
import { tellFlood, tellResume, tellRevision, tellWaysOut } from './feed-sentences.ts';
import { tellStages } from './freshness-sentences.ts';
import type { JournalEntry } from './journal.ts';
import { tellStretch } from './tell-stretch.ts';

/** A sentence for the log, and how loud it is. */
export interface Told {
  readonly level: 'info' | 'warn' | 'error';
  readonly sentence: string;
}

/** A journal entry as one sentence for people, with how much it matters. */
export function tellEntry(entry: JournalEntry): Told {
  switch (entry.kind) {
    case 'feed-read':
      return info(
        `Read ${entry.url}: ${countOf(entry.items, 'item')}, ${entry.added} new` +
          (entry.revised > 0 ? `, ${entry.revised} changed` : '') +
          (entry.background > 0 ? `, ${entry.background} older ones noted as background` : ''),
      );
    case 'feed-unchanged':
      return info(`Nothing new at ${entry.url}`);
    case 'feed-failed':
      return warn(
        `${describeFailure(entry.failure)} The feed ${entry.url} is asked again at ${formatInstant(entry.nextPollAt)}.`,
      );
    case 'feed-set-aside':
      return error(
        `${entry.url} is set aside: ${tellFlood(entry.flood)}. Nothing of it is posted, and it is not asked again. ${tellWaysOut(entry.url)}`,
      );
    case 'feed-moved':
      return warn(`${entry.url} has moved for good and is read at ${entry.to}; put that into the event file`);
    case 'feed-stopped':
      return error(
        `${describeFailure(entry.failure)} It is not asked again. Take it out of the event file, or: ${tellResume(entry.url)}`,
      );
    case 'agenda-read':
      return info(
        `Read ${entry.place}: ${countOf(entry.sessions, 'session')}${tellChanges(entry.changes)}${tellWarnings(entry.problems)}`,
      );
    case 'agenda-failed':
      return error(
        `${tellFault(entry)} ${entry.isKept ? 'The last good agenda stays in force' : 'There is no agenda of it yet'}; it is read again at ${formatInstant(entry.nextReadAt)}.`,
      );
    case 'feed-pushed':
      return info(`${entry.hub} says that there is news at ${entry.url}`);
    case 'push-ignored':
      return warn(tellIgnoredPush(entry));
    case 'subscription-asked':
      return info(`Asked ${entry.hub} to push ${entry.url}`);
    case 'subscription-active':
      return info(`${entry.hub} pushes ${entry.url} until ${formatInstant(entry.leaseEndsAt)}`);
    case 'subscription-failed':
      return warn(
        `${describeFailure(entry.failure)} ${entry.url} is polled all the same${entry.leaseEndsAt === null ? '' : `, and pushed until ${formatInstant(entry.leaseEndsAt)}`}; pushes are asked for again at ${formatInstant(entry.askAt)}.`,
      );
    case 'story-revised':
      return info(
        `“${entry.story.title}” was changed by its publisher (revision ${entry.revision}, ${tellRevision(entry)}); no second thread`,
      );
    case 'story-ignored':
      return info(`Left “${entry.story.title}”: ${tellIgnored(entry.because, entry.detail)}`);
    case 'story-held':
      return warn(
        `Held “${entry.story.title}”: ${tellHeld(entry.because, entry.words)}. To decide: rapporteur approve ${entry.story.storyId}, or rapporteur drop ${entry.story.storyId}`,
      );
    case 'story-settling':
      return info(
        `“${entry.story.title}” waits until its article has stopped changing; it is read again at ${formatInstant(entry.until)}`,
      );
    case 'story-unplannable':
      return warn(`No thread for “${entry.story.title}”: ${describeFailure(entry.failure)}`);
    case 'story-planned':
      return info(
        `Planned “${entry.story.title}” for ${entry.accountIds.join(', ')}` +
          (entry.fellBackBecause
            ? ` from the feed’s own text: ${describeFailure({ code: entry.fellBackBecause, subject: entry.story.url ?? entry.story.storyId })}`
            : ''),
      );
    case 'account-left-out':
      return warn(`“${entry.story.title}” is not for ${entry.accountId}: ${describeFailure(entry.failure)}`);
    case 'thread-owed':
      return warn(
        `${describeFailure(entry.failure)} “${entry.story.title}” is owed to ${entry.accountId} and tried again at ${formatInstant(entry.retryAt)}.`,
      );
    case 'moment-planned':
      return info(`Planned ${entry.key} for ${entry.accountId}`);
    case 'moment-held':
      return warn(`${entry.accountId}: held for a person. ${describeFailure(entry.because)}`);
    case 'moment-dropped':
      return warn(`${entry.accountId}: ${entry.key} is not posted. ${describeFailure(entry.because)}`);
    case 'moments-missed':
      return warn(
        `${entry.accountId}: ${countOf(entry.keys.length, 'moment')} came too late to make sense and ${entry.keys.length === 1 ? 'is' : 'are'} not posted: ${entry.keys.slice(0, 5).join(', ')}${entry.keys.length > 5 ? ', …' : ''}`,
      );
    case 'parts-published':
      return entry.receipts.some(isOfDeleted)
        ? warn(
            `${entry.delivery.accountId}: a person deleted a post before we got to know it; it is not brought back`,
          )
        : info(`${entry.delivery.accountId}: ${tellDone(entry.delivery, entry.receipts)}`);
    case 'story-public':
      return tellPublic(entry);
    case 'story-not-public':
      return error(
        `${entry.delivery.accountId}: a story planned at ${formatInstant(entry.since)} is not public yet; ${entry.delivery.network} was to have it within ${tellStretch(entry.wanted)}.${entry.delivery.lastFailure ? ` ${describeFailure(entry.delivery.lastFailure)}` : ''}`,
      );
    case 'thread-published':
      return info(`${entry.delivery.accountId}: ${tellComplete(entry.delivery)}`);
    case 'delivery-waits':
      return entry.failure
        ? warn(
            `${entry.delivery.accountId}: ${describeFailure(entry.failure)} Next attempt at ${formatInstant(entry.until)}.`,
          )
        : info(`${entry.delivery.accountId}: waits for the pace until ${formatInstant(entry.until)}`);
    case 'stale-ended':
      return warn(
        `${entry.accountId}: ${countOf(entry.folded + entry.dropped, 'thread')} waited too long for a turn; ${entry.folded} stand in a digest, ${entry.dropped} are dropped`,
      );
    case 'delivery-uncertain':
      return warn(
        `${entry.delivery.accountId}: ${describeFailure(entry.failure)} Nobody knows whether the post went out; it is looked for before anything is sent again.`,
      );
    case 'delivery-refused':
      return error(`${entry.delivery.accountId}: ${describeFailure(entry.failure)} It is not tried again.`);
    case 'delivery-held':
      return error(`${entry.delivery.accountId}: held for a person. ${describeFailure(entry.because)}`);
    case 'claim-lost':
      return warn(
        `${entry.accountId}: the lease on delivery ${entry.deliveryId} ran out and another worker has it; this attempt’s result is not recorded`,
      );
    case 'leases-expired':
      return warn(
        `${countOf(entry.count, 'claim')} outlived the lease; whether posts went out is looked up on the network`,
      );
    case 'posts-not-known':
      return warn(
        `${entry.accountId} shows ${countOf(entry.count, 'post')} that the store knows nothing of; none of them is posted again`,
      );
    case 'account-locked-out':
      return error(
        `${entry.accountId}: ${describeFailure(entry.failure)} The account rests until its credentials work.`,
      );
    case 'account-open':
      return info(`${entry.accountId}: the credentials work again; the account goes on`);
    case 'edit-taken':
      return info(`The edited files are in force: ${entry.eventIds.join(', ')}`);
    case 'edit-refused':
      return error(
        `The edit of ${entry.file} is refused, and what was in force stays in force: ${entry.problems.join('; ')}`,
      );
    case 'work-crashed':
      if (entry.failure.code !== 'unexpected')
        return error(`${describeFailure(entry.failure)} It is tried again; nothing is posted meanwhile.`);
      return error(
        `A bug in ${entry.what} (${entry.failure.subject}): ${entry.failure.detail?.split('\n')[0] ?? ''}. The other work goes on.`,
      );
  }
}

function tellIgnoredPush({ url, hub, because }: Extract<JournalEntry, { kind: 'push-ignored' }>): string {
  switch (because) {
    case 'not-signed':
      return `A push for ${url} without the signature of ${hub} was ignored`;
    case 'signed-by-sha1':
      return `A push for ${url} was ignored: ${hub} signs with SHA-1, which anybody may forge; the feed is polled all the same`;
    case 'too-long':
      return `A push for ${url} was ignored: it is longer than a megabyte; the feed is polled all the same`;
  }
}

function tellPublic({
  delivery,
  passage,
  took,
  wanted,
}: Extract<JournalEntry, { kind: 'story-public' }>): Told {
  const since = passage.publishedAt === null ? 'it was seen' : 'its publication';
  const sentence = `${delivery.accountId}: public ${tellStretch(took)} after ${since} (${tellStages(passage)})`;
  if (passage.wasKeptBack) return info(`${sentence}; a person had kept it back`);
  return wanted !== null && took > wanted
    ? error(`${sentence}, later than the ${tellStretch(wanted)} that the event wants`)
    : info(sentence);
}

/** Why a story was left, in a few words. */
export function tellIgnored(because: IgnoredBecause, detail: string | null): string {
  switch (because) {
    case 'background':
      return 'it stood in the feed before we began';
    case 'no-term-found':
      return 'none of the event’s terms is in it';
    case 'excluded-term':
      return `it has the excluded term “${detail ?? ''}”`;
    case 'missing-term':
      return `it lacks the required term “${detail ?? ''}”`;
    case 'dropped':
      return `a person dropped it; it was held for ${detail ?? 'a word'}`;
    case 'nothing-to-post':
      return 'it has nothing to post';
  }
}

/** Why a story waits for a person, in a few words. */
export function tellHeld(because: HeldBecause, words: readonly string[]): string {
  const found = words.map((word) => `“${word}”`).join(', ');
  switch (because) {
    case 'hold-word':
      return `it would post ${found}`;
    case 'never-word':
      return `its headline or lead has ${found}, and can’t go out as long as never-post lists that`;
  }
}

const info = (sentence: string): Told => ({ level: 'info', sentence });
const warn = (sentence: string): Told => ({ level: 'warn', sentence });
const error = (sentence: string): Told => ({ level: 'error', sentence });

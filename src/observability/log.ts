import { type DestinationStream, type Logger, pino } from 'pino';
import type { Clock } from '../base/clock.ts';
import { formatInstant, second } from '../base/instant.ts';
import type { DeliverySubject } from '../outbox/delivery.ts';
import { type Passage, stages, timeOf } from '../outbox/passage.ts';
import type { Journal, JournalEntry, StoryName } from './journal.ts';
import { tellEntry } from './journal-sentences.ts';

/** The log as JSON lines: one per journal entry, its sentence as `msg`, its facts as fields. Times are the clock's. */
export function openLog(destination: DestinationStream, clock: Clock): Journal {
  const logger = pino(
    {
      base: null,
      timestamp: () => `,"time":"${formatInstant(clock.now())}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  return (entry) => logEntry(logger, entry);
}

function logEntry(logger: Logger, entry: JournalEntry): void {
  const { level, sentence } = tellEntry(entry);
  logger[level](factsOf(entry), sentence);
}

/** An allow-list: what a line carries is chosen here, so that no body, header or secret strays into it. */
function factsOf(entry: JournalEntry): Record<string, unknown> {
  const { kind } = entry;
  switch (entry.kind) {
    case 'feed-read':
    case 'feed-unchanged':
    case 'feed-failed':
    case 'feed-set-aside':
    case 'feed-moved':
    case 'feed-stopped':
    case 'feed-pushed':
    case 'push-ignored':
    case 'subscription-asked':
    case 'moment-planned':
    case 'moment-held':
    case 'moment-dropped':
    case 'moments-missed':
    case 'claim-lost':
    case 'stale-ended':
    case 'leases-expired':
    case 'posts-not-known':
    case 'account-locked-out':
    case 'account-open':
    case 'edit-taken':
    case 'edit-refused':
    case 'work-crashed':
      return { ...entry };
    case 'agenda-read': {
      const changes = entry.changes.map((change) => ({
        kind: change.kind,
        session: (change.kind === 'added' ? change.after : change.before).id,
      }));
      return { ...entry, changes };
    }
    case 'agenda-failed':
      return { ...entry, nextReadAt: formatInstant(entry.nextReadAt) };
    case 'subscription-active':
      return { ...entry, leaseEndsAt: formatInstant(entry.leaseEndsAt) };
    case 'subscription-failed': {
      const { askAt, leaseEndsAt } = entry;
      return {
        ...entry,
        askAt: formatInstant(askAt),
        leaseEndsAt: leaseEndsAt === null ? null : formatInstant(leaseEndsAt),
      };
    }
    case 'story-revised':
      return {
        kind,
        ...storyFacts(entry.story),
        revision: entry.revision,
        weight: entry.weight,
        rules: entry.changes.map(({ rule }) => rule),
      };
    case 'story-ignored':
    case 'story-held':
    case 'story-unplannable':
    case 'story-planned':
    case 'account-left-out':
      return { ...entry, ...storyFacts(entry.story) };
    case 'story-settling':
      return { ...entry, ...storyFacts(entry.story), until: formatInstant(entry.until) };
    case 'thread-owed':
      return { ...entry, ...storyFacts(entry.story), retryAt: formatInstant(entry.retryAt) };
    case 'parts-published':
      return { kind, ...deliveryFacts(entry.delivery), addresses: entry.receipts.map(({ url }) => url) };
    case 'story-public':
      return {
        kind,
        ...deliveryFacts(entry.delivery),
        seconds: entry.took / second,
        wantedSeconds: entry.wanted === null ? null : entry.wanted / second,
        stages: stageFacts(entry.passage),
      };
    case 'story-not-public':
      return { kind, ...deliveryFacts(entry.delivery), wantedSeconds: entry.wanted / second };
    case 'thread-published':
      return { kind, ...deliveryFacts(entry.delivery), posts: entry.delivery.parts.length };
    case 'delivery-waits':
      return {
        kind,
        ...deliveryFacts(entry.delivery),
        until: formatInstant(entry.until),
        failure: entry.failure,
      };
    case 'delivery-uncertain':
    case 'delivery-refused':
      return { kind, ...deliveryFacts(entry.delivery), failure: entry.failure };
    case 'delivery-held':
      return { kind, ...deliveryFacts(entry.delivery), failure: entry.because };
  }
}

function storyFacts({ storyId, eventId, url }: StoryName) {
  return { story: storyId, event: eventId, address: url };
}

function deliveryFacts(delivery: { id: string; accountId: string; of: DeliverySubject; eventId: string }) {
  return {
    delivery: delivery.id,
    account: delivery.accountId,
    ...subjectFacts(delivery.of),
    event: delivery.eventId,
  };
}

function stageFacts(passage: Passage) {
  const seconds = (took: number | null) => (took === null ? null : took / second);
  return Object.fromEntries(stages.map((stage) => [stage, seconds(timeOf(stage, passage))]));
}

function subjectFacts(of: DeliverySubject) {
  return of.kind === 'story' ? { story: of.storyId } : { moment: of.key };
}

import type { OwedThread, Story, StoryStanding } from '../article/story.ts';
import { unexpectedFailure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import type { CoverageEvent, EventAccount } from '../coverage/event.ts';
import { accountsFor } from '../coverage/siblings.ts';
import type { Delivery } from '../outbox/delivery.ts';
import { currentAgenda } from './agenda/current-agenda.ts';
import { nameStory, type PipelineDeps } from './deps.ts';
import { isPassing, owingStanding, wantsRest } from './owed-threads.ts';
import { type PreparedStory, prepareStory } from './prepare-story.ts';
import { turnFor } from './turn.ts';

/**
 * Turns a story that waits into frozen deliveries, or notes why not; story and deliveries are stored together. An account
 * whose trouble will pass is owed its thread, and no other account waits for that.
 */
export async function planStory(
  deps: PipelineDeps,
  { story, event }: { story: Story; event: CoverageEvent },
): Promise<void> {
  const given = await deps.store.deliveries.list({ storyId: story.id });
  const prepared = await prepareForWhomItIsDue(deps, { story, event, given });
  const standing = standingAfter(prepared, { story, given, now: deps.clock.now() });
  const threads = standing.state === 'held' ? [] : prepared.threads;
  const plannedAt = deps.clock.now();
  const turn = await turnFor(deps, { event, article: prepared.article, plannedAt });
  const stored = await deps.store.stories.plan({
    storyId: story.id,
    ...('retryAt' in story.standing && { retryOf: story.standing.retryAt }),
    plannedAt,
    // What has to be worded otherwise by its publisher is read anew; what else is held goes out as the person saw it.
    article: standing.state === 'held' && standing.because === 'never-word' ? null : prepared.article,
    standing,
    deliveries: threads.map(({ delivery }) => ({ ...delivery, ...turn })),
    pictures: threads.flatMap(({ pictures }) => pictures),
  });
  // False: another replica planned it first. Its word holds, and it has told the journal.
  if (!stored) return;
  tellJournal(deps, { story, prepared, standing });
  for (const { accountId, failure } of prepared.withoutThread)
    if (wantsRest(failure)) await restAccount(deps, { accountId, failure });
}

/**
 * Every account in the feed's language for a new story; those it owes for an owing one, but those at rest are not asked. None that
 * was given the story before: a thread owed for a while can be held when its time has come, and then let go on.
 */
async function prepareForWhomItIsDue(
  deps: PipelineDeps,
  { story, event, given }: { story: Story; event: CoverageEvent; given: readonly Delivery[] },
): Promise<PreparedStory> {
  const { standing } = story;
  const without = accountsFor(event, story.feedUrl).filter(
    ({ accountId }) => !given.some((delivery) => delivery.accountId === accountId),
  );
  if (standing.state !== 'owing')
    return prepareSafely(deps, { story, event: { ...event, accounts: without } });
  const accounts: EventAccount[] = [];
  const resting: OwedThread[] = [];
  for (const account of without) {
    const { accountId } = account;
    if (!standing.owed.some((owed) => owed.accountId === accountId)) continue;
    const may = await deps.store.accounts.standing(accountId);
    if (may.state === 'open') accounts.push(account);
    else resting.push({ accountId, failure: may.failure });
  }
  const prepared = await prepareSafely(deps, { story, event: { ...event, accounts } });
  return { ...prepared, withoutThread: [...resting, ...prepared.withoutThread] };
}

/** A story that a bug keeps from being read or worded stays owed: as a new one it would be tried anew at every tick. */
async function prepareSafely(
  deps: PipelineDeps,
  { story, event }: { story: Story; event: CoverageEvent },
): Promise<PreparedStory> {
  try {
    const agenda = await currentAgenda(deps, event);
    return await prepareStory(deps, { story, event, agenda });
  } catch (thrown) {
    const failure = unexpectedFailure(story.id, thrown);
    const withoutThread = event.accounts.map(({ accountId }) => ({ accountId, failure }));
    return {
      standing: { state: 'unplannable', failure },
      article: story.article,
      threads: [],
      withoutThread,
    };
  }
}

function standingAfter(
  { standing, threads, withoutThread }: PreparedStory,
  { story, given, now }: { story: Story; given: readonly Delivery[]; now: Instant },
): StoryStanding {
  if (standing.state === 'held' || standing.state === 'settling') return standing;
  const owed = withoutThread.filter(({ failure }) => isPassing(failure));
  const owing = owingStanding(owed, { story, now });
  if (owing || threads.length > 0) return owing ?? standing;
  if (given.length > 0) return { state: 'planned' };
  const [first] = withoutThread;
  return first ? { state: 'unplannable', failure: first.failure } : standing;
}

function tellJournal(
  deps: PipelineDeps,
  { story: of, prepared, standing }: { story: Story; prepared: PreparedStory; standing: StoryStanding },
): void {
  const story = nameStory(of);
  const { article, threads, withoutThread } = prepared;
  if (standing.state === 'held') {
    deps.journal({ kind: 'story-held', story, because: standing.because, words: standing.words });
    return;
  }
  if (standing.state === 'settling') {
    deps.journal({ kind: 'story-settling', story, until: standing.retryAt });
    return;
  }
  if (threads.length > 0)
    deps.journal({
      kind: 'story-planned',
      story,
      source: article?.source ?? 'feed',
      fellBackBecause: article?.fellBackBecause ?? null,
      accountIds: threads.map(({ delivery }) => delivery.accountId),
      leftOut: threads.flatMap(({ leftOut }) => leftOut),
    });
  for (const { accountId, failure } of withoutThread)
    if (standing.state === 'owing' && isPassing(failure))
      deps.journal({ kind: 'thread-owed', story, accountId, failure, retryAt: standing.retryAt });
    else deps.journal({ kind: 'account-left-out', story, accountId, failure });
  if (standing.state === 'ignored')
    deps.journal({ kind: 'story-ignored', story, because: standing.because, detail: standing.detail });
  if (standing.state === 'unplannable')
    deps.journal({ kind: 'story-unplannable', story, failure: standing.failure });
}

/** A check of its credentials wakes it again, as after a refused publication. */
async function restAccount(deps: PipelineDeps, { accountId, failure }: OwedThread): Promise<void> {
  const { accounts } = deps.store;
  if ((await accounts.standing(accountId)).state === 'locked-out') return;
  await accounts.lockOut(accountId, { since: deps.clock.now(), failure });
  deps.journal({ kind: 'account-locked-out', accountId, failure });
}

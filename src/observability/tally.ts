import type { IgnoredBecause } from '../article/story.ts';
import type { LeftOut } from '../thread/thread.ts';
import type { Journal, StoryName } from './journal.ts';

/** What a run came to, counted from the journal. */
export interface Tally {
  readonly polls: number;
  readonly pollFailures: number;
  /** Floods. */
  readonly setAside: number;
  readonly stories: number;
  readonly background: number;
  readonly revisions: number;
  readonly planned: number;
  readonly ignored: readonly IgnoredStory[];
  readonly threads: number;
  /** Of the threads, those that the programme caused. */
  readonly moments: number;
  readonly momentsDropped: number;
  readonly posts: number;
  readonly refusals: number;
  readonly held: number;
  readonly uncertain: number;
  readonly unplannable: number;
  /** Stories that wait for a person, or did. */
  readonly storiesHeld: number;
  /** Bugs: works that threw. */
  readonly crashes: number;
  readonly leftOut: readonly (LeftOut & { readonly story: StoryName })[];
}

/** A story left aside, and why. */
export interface IgnoredStory {
  readonly story: StoryName;
  readonly because: IgnoredBecause;
  readonly detail: string | null;
}

/** A journal that counts. `read` gives the sums so far. */
export function startTally(): { readonly journal: Journal; read(): Tally } {
  const counted = {
    polls: 0,
    pollFailures: 0,
    setAside: 0,
    stories: 0,
    background: 0,
    revisions: 0,
    threads: 0,
    moments: 0,
    momentsDropped: 0,
    posts: 0,
    refusals: 0,
    held: 0,
    uncertain: 0,
    unplannable: 0,
    crashes: 0,
  };
  // A story owed to an account is planned for it later, and is one story still.
  const planned = new Set<string>();
  const storiesHeld = new Set<string>();
  const ignored: IgnoredStory[] = [];
  const leftOut: (LeftOut & { story: StoryName })[] = [];
  const journal: Journal = (entry) => {
    switch (entry.kind) {
      case 'feed-read':
        counted.polls += 1;
        counted.stories += entry.added + entry.background;
        counted.background += entry.background;
        counted.revisions += entry.revised;
        return;
      case 'feed-unchanged':
        counted.polls += 1;
        return;
      case 'feed-failed':
      case 'feed-stopped':
        counted.polls += 1;
        counted.pollFailures += 1;
        return;
      case 'feed-set-aside':
        counted.polls += 1;
        counted.setAside += 1;
        return;
      case 'story-planned':
        planned.add(entry.story.storyId);
        leftOut.push(...entry.leftOut.map((left) => ({ ...left, story: entry.story })));
        return;
      case 'story-ignored':
        ignored.push({ story: entry.story, because: entry.because, detail: entry.detail });
        return;
      case 'story-held':
        storiesHeld.add(entry.story.storyId);
        return;
      case 'parts-published':
        counted.posts += entry.receipts.filter(
          ({ partIndex }) => entry.delivery.parts[partIndex]?.intent === 'create',
        ).length;
        return;
      case 'thread-published':
        counted.threads += 1;
        if (entry.delivery.of.kind === 'moment') counted.moments += 1;
        return;
      case 'moment-dropped':
        counted.momentsDropped += 1;
        return;
      case 'moments-missed':
        counted.momentsDropped += entry.keys.length;
        return;
      case 'delivery-refused':
        counted.refusals += 1;
        return;
      case 'delivery-held':
      case 'moment-held':
        counted.held += 1;
        return;
      case 'delivery-uncertain':
        counted.uncertain += 1;
        return;
      case 'story-unplannable':
        counted.unplannable += 1;
        return;
      case 'work-crashed':
        counted.crashes += 1;
        return;
      case 'agenda-read':
      case 'agenda-failed':
      case 'feed-moved':
      case 'feed-pushed':
      case 'push-ignored':
      case 'subscription-asked':
      case 'subscription-active':
      case 'subscription-failed':
      case 'story-revised':
      case 'story-settling':
      case 'story-public':
      case 'story-not-public':
      case 'account-left-out':
      case 'thread-owed':
      case 'delivery-waits':
      case 'stale-ended':
      case 'claim-lost':
      case 'leases-expired':
      case 'posts-not-known':
      case 'account-locked-out':
      case 'account-open':
      case 'moment-planned':
      case 'edit-taken':
      case 'edit-refused':
        return;
    }
  };
  return {
    journal,
    read: () => ({
      ...counted,
      planned: planned.size,
      storiesHeld: storiesHeld.size,
      ignored: [...ignored],
      leftOut: [...leftOut],
    }),
  };
}

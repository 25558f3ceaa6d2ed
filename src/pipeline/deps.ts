import type { Story } from '../article/story.ts';
import type { Chance } from '../base/chance.ts';
import type { Clock } from '../base/clock.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import type { Connection } from '../networks/network.ts';
import type { Journal, StoryName } from '../observability/journal.ts';
import type { Store } from '../store/store.ts';
import type { Web } from '../web/web.ts';
import type { WebSub } from './websub/websub.ts';

/** What turning a feed into frozen threads takes: everything but the memory. A preview has no more than this. */
export interface NewsroomDeps {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly web: Web;
  readonly journal: Journal;
  readonly connections: ReadonlyMap<string, Connection>;
}

/** The whole pipeline's dependencies. */
export interface PipelineDeps extends NewsroomDeps {
  readonly store: Store;
  /** The events covered now, by id. */
  readonly events: ReadonlyMap<string, CoverageEvent>;
  /** Absent: feeds are polled only. */
  readonly websub?: WebSub;
  /** This process among others on the same store; stands in claims. */
  readonly worker: string;
  /** Once aborted no further post is begun; absent where nothing is stopped half-way. */
  readonly stop?: AbortSignal;
}

/** A story’s name for the journal: its title, or else its link. */
export function nameStory(story: Pick<Story, 'id' | 'eventId' | 'item'>): StoryName {
  return {
    storyId: story.id,
    eventId: story.eventId,
    title: story.item.title ?? story.item.link ?? story.id,
    url: story.item.link,
  };
}

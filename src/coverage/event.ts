import type { Milliseconds } from '../base/instant.ts';
import type { AgendaSource } from './agenda/agenda.ts';
import type { EventDays } from './event-days.ts';
import type { MomentRules, ThreadShape } from './moments/moment-rules.ts';

/** The conference we cover, as the operator described it. */
export interface CoverageEvent extends EventDays {
  /** Kebab-case, unique among the files a program runs. */
  readonly id: string;
  readonly title: string;
  readonly place: string | null;
  /** BCP 47. */
  readonly language: string;
  /** Hashtags without the sign, CamelCase; the opener carries at most two. */
  readonly tags: readonly string[];
  readonly feeds: readonly EventFeed[];
  readonly covers: CoverageRule;
  readonly agendaSource: AgendaSource;
  readonly moments: MomentRules;
  readonly threads: ThreadShape;
  readonly poll: PollCadence;
  readonly parts: PartsTemplate;
  readonly pace: Pace;
  /** By network: how long after its publication a story may become public before an alarm says so. */
  readonly freshness?: Readonly<Record<string, Milliseconds>>;
  /** A story with one of these terms in what would be posted waits until a person lets it go on. */
  readonly holdForApproval: readonly string[];
  /** What has one of these terms is never posted. */
  readonly neverPost: readonly string[];
  /** A change of the file that posts more than this to one account within a day wants a person's word. */
  readonly confirmOver?: number;
  readonly accounts: readonly EventAccount[];
}

/** A feed the event reads. */
export interface EventFeed {
  readonly url: string;
  /** How many of the stories the feed holds at first sight are covered, newest first; 0 to 3. */
  readonly catchUp: number;
  /** `mine`: it is the operator's own, and during the event our cadence overrules how often its server wants to be asked. */
  readonly cadence?: 'polite' | 'mine';
  /** BCP 47, of a feed that tells in another language what another feed of the event tells; absent, the event's. */
  readonly language?: string;
  /** Its new stories wait until their article has stayed the same for `quiet`, but no longer than `most` in all. */
  readonly stabilise?: { readonly quiet: Milliseconds; readonly most: Milliseconds };
  /** A longer body is refused; the door's own cap when absent. */
  readonly mostBodyBytes?: number;
}

/** Which stories belong. Terms match on word boundaries, case- and accent-insensitive. */
export interface CoverageRule {
  readonly any: readonly string[];
  readonly all: readonly string[];
  readonly none: readonly string[];
}

/** node-cron lines in the event's zone: when feeds are polled inside and outside the event's days. Null: by the agenda. */
export interface PollCadence {
  readonly during: readonly string[] | null;
  readonly otherwise: readonly string[] | null;
}

/** What a thread is made of, in order, and how much of it. */
export interface PartsTemplate {
  readonly mostPosts: number;
  readonly mostQuotes: number;
  /** Posts of key points, and of recordings; null where only the length of the thread bounds them. */
  readonly mostPoints: number | null;
  readonly mostMedia: number | null;
  readonly order: readonly ('quotes' | 'points' | 'media')[];
}

/** How many threads an account’s followers get, and when. What exceeds it waits; moments go by the hard ceiling alone. */
export interface Pace {
  readonly threadsPerHour: number;
  readonly threadsPerDay: number;
  /** So many within so many minutes, however the hour stands. */
  readonly burst: { readonly threads: number; readonly minutes: number };
  readonly smallestGapMinutes: number;
  /** Local times in the event's zone, HH:MM; null when the bot may post at any hour. They yield to a live session. */
  readonly quietHours: { readonly from: string; readonly to: string } | null;
  /** A thread that has waited longer for its turn is stale. */
  readonly freshMinutes: number;
  /** What becomes of threads that have grown stale. */
  readonly whenStale: 'digest' | 'drop';
}

/** One account this event is published to, and in what style. */
export interface EventAccount {
  readonly accountId: string;
  /** How many automated posts a day its server allows; absent when it names no number. */
  readonly postsPerDay?: number;
  readonly style: Style;
}

/** How an account words and shows what it posts. */
export interface Style {
  readonly visibility: { readonly opener: Visibility; readonly followUps: Visibility };
  readonly tags: readonly string[];
  /** BCP 47. */
  readonly language: string;
  readonly mostPosts: number;
  readonly contentWarning: string | null;
  /** Names in the article whose owners agreed to be mentioned, and as whom on this account's network. */
  readonly handles: Readonly<Record<string, string>>;
  /** Names as articles print them, and how the house spells them where it names a speaker itself. */
  readonly glossary: Readonly<Record<string, string>>;
}

/** Who sees a post; Bluesky knows only public ones. */
export type Visibility = 'public' | 'unlisted' | 'private';

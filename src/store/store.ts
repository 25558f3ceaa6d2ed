import type { Clock } from '../base/clock.ts';
import type { Instant } from '../base/instant.ts';
import type { SessionKeeper, StampKeeper } from '../networks/network.ts';
import type { Overview } from './overview.ts';
import type { AccountRecords, BudgetRecords, PauseRecords } from './records/accounts.ts';
import type { AgendaRecords } from './records/agendas.ts';
import type { DeliveryRecords } from './records/deliveries.ts';
import type { EventRecords } from './records/events.ts';
import type { FeedRecords, SubscriptionRecords } from './records/feeds.ts';
import type { MomentRecords } from './records/moments.ts';
import type { StoryRecords } from './records/stories.ts';

/** What the program remembers, on SQLite or PostgreSQL. Every method is one transaction. */
export interface Store {
  readonly feeds: FeedRecords;
  readonly subscriptions: SubscriptionRecords;
  readonly agendas: AgendaRecords;
  readonly stories: StoryRecords;
  readonly moments: MomentRecords;
  readonly deliveries: DeliveryRecords;
  readonly pauses: PauseRecords;
  readonly accounts: AccountRecords;
  readonly sessions: SessionKeeper;
  /** The stamps of an account's record keys. */
  stampsOf(accountId: string): StampKeeper;
  readonly budgets: BudgetRecords;
  readonly events: EventRecords;
  /** Differs from what it was as soon as anybody has written here; null where to ask costs as much as to look. */
  changes(): Promise<string | null>;
  /** What still wants work or a person, and what came since then; all there is where that is null. */
  overview(of: { since: Instant | null }): Promise<Overview>;
  /** The clock that decides on leases and on what is due here: the server's own, where there is one, else `machine`. */
  clock(machine: Clock): Promise<Clock>;
  /** Bytes of a frozen part's media; null when they are gone. */
  loadMedia(hash: string): Promise<Uint8Array | null>;
  /** Forgets media that no unsent part needs; returns how many bytes went. */
  sweepMedia(): Promise<number>;
  close(): Promise<void>;
}

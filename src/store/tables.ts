import type { AccountRow, BudgetRow, PauseRow } from './rows/accounts.ts';
import type { DeliveryRow, MediaNeedRow, MediaRow, MomentRow, PartRow } from './rows/deliveries.ts';
import type {
  AgendaRow,
  ApprovedEditRow,
  EventRow,
  FeedRow,
  RefusedEditRow,
  SubscriptionRow,
} from './rows/sources.ts';
import type { AliasRow, RevisionRow, StoryRow } from './rows/stories.ts';

/** The columns of every table as SQLite and PostgreSQL both give them; migrations.ts makes them. */
export interface Tables {
  feeds: FeedRow;
  subscriptions: SubscriptionRow;
  agendas: AgendaRow;
  stories: StoryRow;
  aliases: AliasRow;
  revisions: RevisionRow;
  deliveries: DeliveryRow;
  parts: PartRow;
  moments: MomentRow;
  media: MediaRow;
  media_needs: MediaNeedRow;
  accounts: AccountRow;
  budgets: BudgetRow;
  pauses: PauseRow;
  events: EventRow;
  refused_edits: RefusedEditRow;
  approved_edits: ApprovedEditRow;
}

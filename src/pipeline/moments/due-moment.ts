import type { Agenda } from '../../coverage/agenda/agenda.ts';
import type { CoverageEvent, EventAccount } from '../../coverage/event.ts';
import type { SessionChange } from '../../coverage/moments/find-changes.ts';
import type { Moment } from '../../coverage/moments/moment.ts';

/** A moment that is due to an account now, and for a correction what has changed. */
export interface DueMoment {
  readonly event: CoverageEvent;
  readonly account: EventAccount;
  readonly agenda: Agenda;
  readonly moment: Moment;
  readonly change: SessionChange | null;
}

import type { Failure } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import type { Agenda } from '../../coverage/agenda/agenda.ts';
import type { Validators } from '../../web/web.ts';

/** One agenda for each place that an event's file names. */
export interface AgendaRecords {
  /** Makes the event's places known, due at once, and forgets those it no longer names. */
  register(event: { eventId: string; places: readonly string[]; now: Instant }): Promise<void>;
  /** What is to be read at or before `now`, longest overdue first, without the agendas themselves. */
  due(now: Instant): Promise<readonly AgendaRecord[]>;
  /** All of one event, or of all, in the order of their places. */
  list(eventId?: string): Promise<readonly AgendaRecord[]>;
  /** The last good agenda of a place; null until one was read. */
  load(at: { eventId: string; place: string }): Promise<Agenda | null>;
  /** The earliest next reading, later than `after` if that is said; null when there is none. */
  nextReadAt(after?: Instant): Promise<Instant | null>;
  /** Takes the new agenda, if `version` still stands; false when another replica was faster. */
  replace(reading: AgendaReadingRecord & { version: number; agenda: Agenda }): Promise<boolean>;
  /** Records a reading that changed nothing, or failed: the last good agenda stays. */
  recordReading(reading: AgendaReadingRecord & { failure: Failure | null }): Promise<void>;
}

/** What is known of one place of an event's agenda. */
export interface AgendaRecord {
  readonly eventId: string;
  /** The address, or the path of the file. */
  readonly place: string;
  /** Counts up with every reading that changed the agenda; 0 before the first. */
  readonly version: number;
  readonly validators: Validators;
  readonly bodyHash: string | null;
  readonly nextReadAt: Instant;
  readonly lastReadAt: Instant | null;
  readonly failuresInRow: number;
  readonly lastFailure: Failure | null;
}

/** What one reading came to, but for the agenda. */
export interface AgendaReadingRecord {
  readonly eventId: string;
  readonly place: string;
  readonly readAt: Instant;
  readonly nextReadAt: Instant;
  /** Absent: as before. */
  readonly validators?: Validators;
  readonly bodyHash?: string;
}

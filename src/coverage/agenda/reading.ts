import type { Failure } from '../../base/failure.ts';
import type { EventDays } from '../event-days.ts';
import type { Agenda, Session } from './agenda.ts';

/** What came of reading a schedule: with an error no agenda at all, so that nothing is ever half applied. */
export interface AgendaReading {
  readonly agenda: Agenda | null;
  /** In the order of their places. */
  readonly problems: readonly AgendaProblem[];
}

/** Something in a schedule that its reader should know; `subject` is the session, or the schedule itself. */
export interface AgendaProblem extends Failure<AgendaProblemCode>, Place {
  readonly severity: 'error' | 'warning';
}

/** Where in a schedule something stands, counted from 1; null when it is nowhere in particular. */
export interface Place {
  readonly line: number | null;
  readonly column: number | null;
}

/** What keeps a schedule from being taken at all. */
export type AgendaErrorCode =
  | 'schedule-empty'
  | 'schedule-is-html'
  | 'schedule-cut-off'
  | 'schedule-not-understood'
  | 'schedule-too-large'
  | 'schedule-too-slow-to-parse'
  | 'end-before-start'
  | 'zone-unknown'
  | 'start-given-twice'
  | 'id-given-twice'
  | 'id-missing'
  | 'rule-not-understood';

/** What is told, and the rest is taken as it stands. */
export type AgendaWarningCode =
  | 'without-start'
  | 'without-id'
  | 'without-zone'
  | 'rule-without-end'
  | 'outside-the-event'
  | 'without-sessions';

export type AgendaProblemCode = AgendaErrorCode | AgendaWarningCode;

/** What each reader of a form is told. */
export interface ReadingOrder {
  /** The schedule's address or file. */
  readonly subject: string;
  /** Whose days and zone hold; null for a schedule that is read for itself. */
  readonly readFor: EventDays | null;
  /** A schedule with more is refused. */
  readonly mostEntries: number;
}

/** What a reader of one form finds in a schedule. */
export interface Findings {
  readonly title: string | null;
  /** The zone the schedule says it is in. */
  readonly zone: string | null;
  readonly found: readonly FoundSession[];
  readonly problems: readonly AgendaProblem[];
}

/** A session, and where it was found. */
export interface FoundSession {
  readonly session: Session;
  readonly at: Place;
  /** Where its end is written. */
  readonly endAt: Place;
}

/** As much as the door to the web takes of a schedule; the largest known, of 1,000 talks, has 3 MB. */
export const mostBytes = 10_000_000;

/** No agenda, and the one problem that keeps it from being one. */
export function refuseSchedule(
  subject: string,
  because: { readonly code: AgendaErrorCode; readonly detail?: string },
): AgendaReading {
  return { agenda: null, problems: [errorAt(nowhere, { subject, ...because })] };
}

/** What a reader finds in a schedule that it can't read. */
export function foundNothing(problem: AgendaProblem): Findings {
  return { title: null, zone: null, found: [], problems: [problem] };
}

/** The same of a schedule with so many entries, where these are more than it is ordered to read; null where they aren't. */
export function findExcess(
  count: number,
  { at, subject, mostEntries }: Pick<ReadingOrder, 'subject' | 'mostEntries'> & { readonly at: Place },
): Findings | null {
  if (count <= mostEntries) return null;
  return foundNothing(errorAt(at, { code: 'schedule-too-large', subject, detail: `${count} entries` }));
}

/** A problem that keeps the schedule from being taken. */
export function errorAt(
  at: Place,
  { code, subject, detail }: { code: AgendaErrorCode; subject: string; detail?: string },
): AgendaProblem {
  return { severity: 'error', ...problemOf(at, { code, subject, detail }) };
}

/** A problem that is told. */
export function warningAt(
  at: Place,
  { code, subject, detail }: { code: AgendaWarningCode; subject: string; detail?: string },
): AgendaProblem {
  return { severity: 'warning', ...problemOf(at, { code, subject, detail }) };
}

/** Nowhere in particular. */
export const nowhere: Place = { line: null, column: null };

function problemOf(
  { line, column }: Place,
  told: { code: AgendaProblemCode; subject: string; detail: string | undefined },
): Omit<AgendaProblem, 'severity'> {
  const { code, subject, detail } = told;
  return { code, subject, ...(detail === undefined ? {} : { detail }), line, column };
}

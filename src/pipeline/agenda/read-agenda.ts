import { isDeepStrictEqual } from 'node:util';
import { backoffAfter } from '../../base/backoff.ts';
import type { Failure } from '../../base/failure.ts';
import { hashOf } from '../../base/ids.ts';
import { hour, type Instant, minute } from '../../base/instant.ts';
import type { Agenda, AgendaPlace } from '../../coverage/agenda/agenda.ts';
import { compareAgendas } from '../../coverage/agenda/compare-agendas.ts';
import { type AgendaLoss, findLoss } from '../../coverage/agenda/find-loss.ts';
import { nameOfPlace, nextReadingAt } from '../../coverage/agenda/next-reading.ts';
import { parseSchedule } from '../../coverage/agenda/parse-schedule.ts';
import type { AgendaProblem } from '../../coverage/agenda/reading.ts';
import type { CoverageEvent } from '../../coverage/event.ts';
import { planMoments } from '../../coverage/moments/plan-moments.ts';
import type { AgendaRecord } from '../../store/records/agendas.ts';
import type { PipelineDeps } from '../deps.ts';
import { type FetchedSchedule, fetchSchedule } from './fetch-schedule.ts';

/**
 * Reads one place of an event's agenda again, and stores what it brought or the failure it met. Whatever is wrong with
 * it, the last good agenda stays in force, whole; so it does where a schedule has lost most of its sessions at once, until
 * a person says (`isMeant`) that it is to be so.
 */
export async function readAgenda(
  deps: AgendaDeps,
  { record, event, isMeant = false }: { record: AgendaRecord; event: CoverageEvent; isMeant?: boolean },
): Promise<void> {
  const place = event.agendaSource.places.find((one) => nameOfPlace(one) === record.place);
  if (!place) {
    await deps.store.agendas.recordReading({ ...timesOf(deps, record, hour), failure: null });
    return;
  }
  const stored = await deps.store.agendas.load(record);
  const reading: Reading = { deps, record, event, place, stored, isMeant };
  const answer = await fetchSchedule(deps, place, record.validators);
  if (answer.state === 'failed') return recordFailure(reading, answer);
  if (answer.state === 'not-modified' || hashOf(answer.body) === record.bodyHash)
    return recordUnchanged(reading);
  return readAnswer(reading, answer);
}

type AgendaDeps = Pick<PipelineDeps, 'clock' | 'chance' | 'web' | 'journal'> & {
  readonly store: Pick<PipelineDeps['store'], 'agendas'>;
};

interface Reading {
  readonly deps: AgendaDeps;
  readonly record: AgendaRecord;
  readonly event: CoverageEvent;
  readonly place: AgendaPlace;
  readonly stored: Agenda | null;
  readonly isMeant: boolean;
}

async function readAnswer(
  reading: Reading,
  answer: Extract<FetchedSchedule, { state: 'fetched' }>,
): Promise<void> {
  const { deps, record, event, stored } = reading;
  const { agenda, problems } = await parseSchedule(answer.body, {
    subject: record.place,
    contentType: answer.contentType,
    readFor: event,
  });
  if (!agenda) {
    const failure: Failure = problems.find(({ severity }) => severity === 'error') ?? {
      code: 'schedule-not-understood',
      subject: record.place,
    };
    return recordFailure(reading, { failure, retryAt: null, problems });
  }
  const loss =
    stored && !reading.isMeant ? findLoss({ before: stored, after: agenda }, deps.clock.now()) : null;
  if (loss) return recordFailure(reading, { failure: lossOf(loss, record.place), retryAt: null });
  const times = nextOf(reading, agenda);
  const known = { validators: answer.validators, bodyHash: hashOf(answer.body) };
  // A server that stamps its file anew at every request changes nothing.
  if (stored && isDeepStrictEqual(agenda, stored)) {
    await deps.store.agendas.recordReading({ ...times, ...known, failure: null });
    return;
  }
  const changes = stored ? compareAgendas(stored, agenda) : [];
  const taken = await deps.store.agendas.replace({ ...times, ...known, version: record.version, agenda });
  // Another replica has read it meanwhile, and told.
  if (!taken) return;
  const { place } = record;
  const sessions = agenda.sessions.length;
  deps.journal({ kind: 'agenda-read', eventId: event.id, place, sessions, changes, problems });
}

function lossOf({ lost, sessions }: AgendaLoss, place: string): Failure {
  const examples = lost.slice(0, mostExamples).map(({ title }) => `“${title}”`);
  const more = lost.length > examples.length ? ', …' : '';
  const detail = `${lost.length} of ${sessions}: ${examples.join(', ')}${more}`;
  return { code: 'schedule-lost-sessions', subject: place, detail };
}

const mostExamples = 3;

async function recordUnchanged(reading: Reading): Promise<void> {
  const times = nextOf(reading);
  await reading.deps.store.agendas.recordReading({ ...times, failure: null });
}

async function recordFailure(
  reading: Reading,
  told: { failure: Failure; retryAt: Instant | null; problems?: readonly AgendaProblem[] },
): Promise<void> {
  const { deps, record, event, stored } = reading;
  const { failure, retryAt, problems = [] } = told;
  const regular = nextOf(reading);
  const wait = backoffAfter(record.failuresInRow + 1, { backoff, chance: deps.chance });
  const nextReadAt = Math.max(
    retryAt ?? 0,
    // A file that somebody is mending is worth looking at as often as ever.
    reading.place.kind === 'file' ? regular.nextReadAt : regular.readAt + wait,
  );
  await deps.store.agendas.recordReading({ ...regular, nextReadAt, failure });
  // It is told when it begins, and not at every look.
  if (record.lastFailure?.code === failure.code && record.failuresInRow > 0) return;
  const isKept = stored !== null;
  const { place } = record;
  deps.journal({ kind: 'agenda-failed', eventId: event.id, place, failure, problems, isKept, nextReadAt });
}

const backoff = { first: minute, most: hour };

function nextOf({ deps, record, event, place, stored }: Reading, agenda: Agenda | null = stored) {
  const now = deps.clock.now();
  const known = agenda ?? { title: null, zone: event.zone, sessions: [] };
  const announcements = planMoments(event, known).map(({ dueAt }) => dueAt);
  const nextReadAt = nextReadingAt(place, { agenda: known, days: event, announcements, now });
  return { eventId: record.eventId, place: record.place, readAt: now, nextReadAt };
}

function timesOf({ clock }: AgendaDeps, { eventId, place }: AgendaRecord, pause: number) {
  const readAt = clock.now();
  return { eventId, place, readAt, nextReadAt: readAt + pause };
}

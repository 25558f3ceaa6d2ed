import type { Failure } from '../../base/failure.ts';
import type { Agenda, AgendaPlace } from '../../coverage/agenda/agenda.ts';
import { joinAgendas } from '../../coverage/agenda/join-agendas.ts';
import { nameOfPlace } from '../../coverage/agenda/next-reading.ts';
import { parseSchedule } from '../../coverage/agenda/parse-schedule.ts';
import { type AgendaProblem, nowhere } from '../../coverage/agenda/reading.ts';
import type { CoverageEvent } from '../../coverage/event.ts';
import type { EventDays } from '../../coverage/event-days.ts';
import type { Web } from '../../web/web.ts';
import { fetchSchedule } from './fetch-schedule.ts';

/** An agenda read now, with what its readers found to say; null where no place of it could be taken. */
export interface LookedUp {
  readonly agenda: Agenda | null;
  readonly problems: readonly PlacedProblem[];
}

/** A problem, and the address or file it is in. */
export interface PlacedProblem {
  readonly place: string;
  readonly problem: Failure & Omit<AgendaProblem, keyof Failure>;
}

/** The agenda of an event as all its places give it now. Stores nothing. */
export async function lookUpAgenda(deps: { readonly web: Web }, event: CoverageEvent): Promise<LookedUp> {
  const places = event.agendaSource.places;
  const read = await Promise.all(places.map((place) => lookUpPlace(deps, { place, readFor: event })));
  return {
    agenda: joinAgendas(
      event,
      read.flatMap(({ agenda }) => agenda ?? []),
    ),
    problems: read.flatMap(({ problems }) => problems),
  };
}

/** What one schedule gives now, for an event or for itself. Stores nothing. */
export async function lookUpPlace(
  deps: { readonly web: Web },
  { place, readFor }: { place: AgendaPlace; readFor: EventDays | null },
): Promise<LookedUp> {
  const name = nameOfPlace(place);
  const answer = await fetchSchedule(deps, place);
  if (answer.state === 'not-modified')
    throw new Error('a fetch without validators was answered as not modified');
  if (answer.state === 'failed') {
    const problem = { ...answer.failure, ...nowhere, severity: 'error' as const };
    return { agenda: null, problems: [{ place: name, problem }] };
  }
  const { agenda, problems } = await parseSchedule(answer.body, {
    subject: name,
    contentType: answer.contentType,
    readFor,
  });
  return { agenda, problems: problems.map((problem) => ({ place: name, problem })) };
}

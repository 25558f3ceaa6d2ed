import { loadEvents } from '../config/load-events.ts';
import type { ConfigProblem } from '../config/problem.ts';
import type { Agenda, AgendaPlace } from '../coverage/agenda/agenda.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import type { Moment } from '../coverage/moments/moment.ts';
import { planMoments } from '../coverage/moments/plan-moments.ts';
import { placeAgendaProblem } from '../observability/agenda-sentences.ts';
import { lookUpAgenda, lookUpPlace } from '../pipeline/agenda/look-up-agenda.ts';
import type { Web } from '../web/web.ts';

/** What is to be shown of an agenda: of an event, or of a schedule that is none's. */
export interface ShownAgenda {
  readonly source: string;
  readonly event: CoverageEvent | null;
  readonly agenda: Agenda | null;
  /** What it causes to be posted, and when; nothing where it is no event's. */
  readonly moments: readonly Moment[];
  readonly problems: readonly ConfigProblem[];
}

/** Reads what is to be shown. An event file is known by its ending; whatever else is an address or a file is a schedule. */
export async function readShownAgenda(source: string, web: Web): Promise<ShownAgenda> {
  if (/^(?:https?|webcals?):/i.test(source)) {
    const url = source.replace(/^webcals?:/i, 'https:');
    return readPlace(source, { kind: 'address', url }, web);
  }
  return /\.ya?ml$/i.test(source)
    ? readEvent(source, web)
    : readPlace(source, { kind: 'file', path: source }, web);
}

async function readPlace(source: string, place: AgendaPlace, web: Web): Promise<ShownAgenda> {
  const { agenda, problems } = await lookUpPlace({ web }, { place, readFor: null });
  return { source, event: null, agenda, moments: [], problems: problems.map(placeAgendaProblem) };
}

async function readEvent(source: string, web: Web): Promise<ShownAgenda> {
  const { events, problems } = await loadEvents([source]);
  const told = problems.filter((problem) => problem.severity === 'error' || problem.file === source);
  const [event = null] = events;
  if (!event) return { source, event, agenda: null, moments: [], problems: told };
  const looked = await lookUpAgenda({ web }, event);
  return {
    source,
    event,
    agenda: looked.agenda,
    moments: looked.agenda ? planMoments(event, looked.agenda) : [],
    problems: [...told, ...looked.problems.map(placeAgendaProblem)],
  };
}

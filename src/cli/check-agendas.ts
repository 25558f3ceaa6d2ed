import type { AgendaPlace } from '../coverage/agenda/agenda.ts';
import { nameOfPlace } from '../coverage/agenda/next-reading.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { placeAgendaProblem } from '../observability/agenda-sentences.ts';
import { countOf } from '../observability/count-of.ts';
import { lookUpPlace } from '../pipeline/agenda/look-up-agenda.ts';
import type { Web } from '../web/web.ts';
import { type Finding, findingOf } from './finding.ts';

/** How each agenda of these events reads now; `offline`: those that are files. */
export async function checkAgendas(
  events: readonly CoverageEvent[],
  { web, offline }: { web: Web; offline: boolean },
): Promise<readonly Finding[]> {
  const places = events.flatMap((event) =>
    event.agendaSource.places
      .filter(({ kind }) => kind === 'file' || !offline)
      .map((place) => checkPlace(web, { place, event })),
  );
  return (await Promise.all(places)).flat();
}

async function checkPlace(
  web: Web,
  { place, event }: { place: AgendaPlace; event: CoverageEvent },
): Promise<readonly Finding[]> {
  const { agenda, problems } = await lookUpPlace({ web }, { place, readFor: event });
  const found = problems.map(placeAgendaProblem).map(findingOf);
  if (!agenda) return found;
  const sentence = countOf(agenda.sessions.length, 'session');
  return [{ state: 'good', subject: nameOfPlace(place), sentence }, ...found];
}

import type { Agenda } from '../../coverage/agenda/agenda.ts';
import { joinAgendas } from '../../coverage/agenda/join-agendas.ts';
import { nameOfPlace } from '../../coverage/agenda/next-reading.ts';
import type { CoverageEvent } from '../../coverage/event.ts';
import type { Store } from '../../store/store.ts';

/** The agenda of an event as it stands now: its file's sessions, and the last good reading of each place. */
export async function currentAgenda(
  { store }: { readonly store: Pick<Store, 'agendas'> },
  event: CoverageEvent,
): Promise<Agenda> {
  const names = event.agendaSource.places.map(nameOfPlace);
  const records = names.length > 0 ? await store.agendas.list(event.id) : [];
  const versions = records.map(({ place, version }) => `${version} ${place}`).join('\n');
  const cache = cacheOf(store.agendas);
  const known = cache.get(event.id);
  if (known?.event === event && known.versions === versions) return known.agenda;
  const read = await Promise.all(names.map((place) => store.agendas.load({ eventId: event.id, place })));
  const agenda = joinAgendas(
    event,
    read.filter((one) => one !== null),
  );
  cache.set(event.id, { event, versions, agenda });
  return agenda;
}

interface Known {
  readonly event: CoverageEvent;
  readonly versions: string;
  readonly agenda: Agenda;
}

// Every poll asks for it, and a thousand sessions take milliseconds to read back.
const caches = new WeakMap<Store['agendas'], Map<string, Known>>();

function cacheOf(agendas: Store['agendas']): Map<string, Known> {
  const known = caches.get(agendas) ?? new Map<string, Known>();
  caches.set(agendas, known);
  return known;
}

import { systemChance } from '../base/chance.ts';
import { systemClock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { countOf } from '../observability/count-of.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import type { JournalEntry } from '../observability/journal.ts';
import { readAgenda } from '../pipeline/agenda/read-agenda.ts';
import type { AgendaRecord } from '../store/records/agendas.ts';
import type { Store } from '../store/store.ts';
import { complain, workBeside } from './beside.ts';
import type { Terminal } from './terminal.ts';
import { openWeb } from './wire.ts';

/**
 * Takes an agenda as it stands now, whatever it has lost, in every event that reads it; a program that runs beside goes
 * by it from then on.
 */
export function acceptAgendaCommand(
  place: string,
  { json }: { json: boolean },
  terminal: Terminal,
): Promise<number> {
  return workBeside(terminal, async (store) => {
    const records = (await store.agendas.list()).filter((record) => record.place === place);
    const accepted: AcceptedAgenda[] = [];
    for (const record of records) accepted.push(await accept(store, record));
    if (json) terminal.write(JSON.stringify(asJson(place, accepted)));
    else tell(place, { accepted, terminal });
    const isAny = accepted.some(({ was }) => was === 'set-aside');
    return isAny && accepted.every(({ failure }) => failure === null) ? 0 : 1;
  });
}

/** What became of an agenda in one event. */
interface AcceptedAgenda {
  readonly event: Pick<CoverageEvent, 'id' | 'title'>;
  readonly was: AgendaState;
  readonly became: AgendaState;
  /** Of the agenda in force by now. */
  readonly sessions: number;
  /** Why it could not be taken. */
  readonly failure: Failure | null;
}

type AgendaState = 'set-aside' | 'followed';

async function accept(store: Store, record: AgendaRecord): Promise<AcceptedAgenda> {
  const event = (await store.events.inForce()).find((one) => one.event.id === record.eventId)?.event;
  const isSetAside = record.lastFailure?.code === 'schedule-lost-sessions';
  const failure = isSetAside ? await readAnew(store, { record, event }) : null;
  const agenda = await store.agendas.load(record);
  return {
    event: event ?? { id: record.eventId, title: record.eventId },
    was: isSetAside ? 'set-aside' : 'followed',
    became: failure ? 'set-aside' : 'followed',
    sessions: agenda?.sessions.length ?? 0,
    failure,
  };
}

async function readAnew(
  store: Store,
  { record, event }: { record: AgendaRecord; event: CoverageEvent | undefined },
): Promise<Failure | null> {
  if (!event) return { code: 'agenda-unknown', subject: record.place };
  const web = openWeb(process.env);
  const told: JournalEntry[] = [];
  const journal = (entry: JournalEntry) => void told.push(entry);
  try {
    const deps = { clock: systemClock, chance: systemChance, web, store, journal };
    await readAgenda(deps, { record, event, isMeant: true });
  } finally {
    await web.close();
  }
  return failureIn(told);
}

function asJson(place: string, accepted: readonly AcceptedAgenda[]) {
  return {
    word: 'agenda-accept',
    agendas: accepted.map(({ event, was, became, sessions, failure }) => ({
      agenda: place,
      event: event.id,
      was,
      became,
      changed: was !== became,
      sessions,
      problem: failure && describeFailure(failure),
    })),
    unknown: accepted.length === 0 ? [place] : [],
  };
}

function tell(
  place: string,
  { accepted, terminal }: { accepted: readonly AcceptedAgenda[]; terminal: Terminal },
): void {
  const waiting = accepted.filter(({ was }) => was === 'set-aside');
  if (waiting.length === 0)
    complain(
      { code: accepted.length === 0 ? 'agenda-unknown' : 'agenda-not-set-aside', subject: place },
      terminal,
    );
  for (const { event, sessions, failure } of waiting)
    if (failure) complain(failure, terminal);
    else terminal.write(`Accepted ${place}: ${countOf(sessions, 'session')} of ${event.title} from now on.`);
}

function failureIn(told: readonly JournalEntry[]): Failure | null {
  const failed = told.find((entry) => entry.kind === 'agenda-failed');
  return failed?.kind === 'agenda-failed' ? failed.failure : null;
}

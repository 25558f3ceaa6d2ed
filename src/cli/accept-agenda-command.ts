import { systemChance } from '../base/chance.ts';
import { systemClock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import { countOf } from '../observability/count-of.ts';
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
export function acceptAgendaCommand(place: string, terminal: Terminal): Promise<number> {
  return workBeside(terminal, async (store) => {
    const records = (await store.agendas.list()).filter((record) => record.place === place);
    if (records.length === 0) return complain({ code: 'agenda-unknown', subject: place }, terminal);
    const waiting = records.filter(({ lastFailure }) => lastFailure?.code === 'schedule-lost-sessions');
    if (waiting.length === 0) return complain({ code: 'agenda-not-set-aside', subject: place }, terminal);
    const codes = [];
    for (const record of waiting) codes.push(await acceptOne(store, { record, terminal }));
    return Math.max(...codes);
  });
}

async function acceptOne(
  store: Store,
  { record, terminal }: { record: AgendaRecord; terminal: Terminal },
): Promise<number> {
  const event = (await store.events.inForce()).find((one) => one.event.id === record.eventId)?.event;
  if (!event) return complain({ code: 'agenda-unknown', subject: record.place }, terminal);
  const web = openWeb(process.env);
  const told: JournalEntry[] = [];
  const journal = (entry: JournalEntry) => void told.push(entry);
  try {
    const deps = { clock: systemClock, chance: systemChance, web, store, journal };
    await readAgenda(deps, { record, event, isMeant: true });
  } finally {
    await web.close();
  }
  const failure = failureIn(told);
  if (failure) return complain(failure, terminal);
  const agenda = await store.agendas.load(record);
  terminal.write(
    `Accepted ${record.place}: ${countOf(agenda?.sessions.length ?? 0, 'session')} of ${event.title} from now on.`,
  );
  return 0;
}

function failureIn(told: readonly JournalEntry[]): Failure | null {
  const failed = told.find((entry) => entry.kind === 'agenda-failed');
  return failed?.kind === 'agenda-failed' ? failed.failure : null;
}

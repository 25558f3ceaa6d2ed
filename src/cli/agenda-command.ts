import { type ConfigProblem, describeProblem } from '../config/problem.ts';
import type { Session } from '../coverage/agenda/agenda.ts';
import { takesPlaceIn } from '../coverage/agenda/assemble-agenda.ts';
import { periodOf } from '../coverage/event-days.ts';
import { isCalendarDay, localDayOf } from '../coverage/zoned-time.ts';
import { agendaJson } from './agenda-json.ts';
import { renderAgenda } from './render-agenda.ts';
import { readShownAgenda, type ShownAgenda } from './shown-agenda.ts';
import type { Terminal } from './terminal.ts';
import { openWeb } from './wire.ts';

/** What `rapporteur agenda` can be told. */
export interface AgendaOptions {
  /** Only this day, YYYY-MM-DD in the event's zone. */
  readonly day: string | null;
  readonly json: boolean;
}

/** Shows what the program understands of an event's agenda, or of a schedule by itself. Stores nothing. */
export async function agendaCommand(
  source: string,
  options: AgendaOptions,
  terminal: Terminal,
): Promise<number> {
  const { day } = options;
  if (day !== null && !isCalendarDay(day)) {
    terminal.complain(`"${day}" is not a day of the calendar; write it as in 2017-11-14.`);
    return 2;
  }
  const web = openWeb(process.env);
  try {
    const shown = await readShownAgenda(source, web);
    if (options.json) terminal.write(JSON.stringify(agendaJson(onDay(shown, day))));
    else {
      for (const problem of shown.problems) terminal.complain(paint(problem, terminal));
      for (const line of renderAgenda(onDay(shown, day), terminal)) terminal.write(line);
    }
    return shown.problems.some(isError) ? 1 : 0;
  } finally {
    await web.close();
  }
}

function onDay(shown: ShownAgenda, day: string | null): ShownAgenda {
  const { agenda } = shown;
  if (agenda === null || day === null) return shown;
  const period = periodOf({ zone: agenda.zone, firstDay: day, lastDay: day });
  const isOn = (session: Session) => takesPlaceIn(session, period);
  return {
    ...shown,
    agenda: { ...agenda, sessions: agenda.sessions.filter(isOn) },
    moments: shown.moments.filter(({ dueAt }) => localDayOf(dueAt, agenda.zone) === day),
  };
}

function isError({ severity }: ConfigProblem): boolean {
  return severity === 'error';
}

function paint(problem: ConfigProblem, { colours }: Terminal): string {
  const line = describeProblem(problem);
  return isError(problem) ? colours.red(line) : colours.yellow(line);
}

import { second } from '../base/instant.ts';
import type { Session, Speaker } from '../coverage/agenda/agenda.ts';
import { formatOnWall, localDayOf } from '../coverage/zoned-time.ts';
import { countOf } from '../observability/count-of.ts';
import { wrapLine } from './render-thread.ts';
import type { ShownAgenda } from './shown-agenda.ts';
import { tellMomentKind } from './tell-moment.ts';
import { tellDay, tellTime } from './tell-time.ts';
import type { Terminal } from './terminal.ts';

/** An agenda for people: day by day, on the clocks of its event. */
export function renderAgenda(
  { source, event, agenda, moments }: ShownAgenda,
  terminal: Terminal,
): readonly string[] {
  if (agenda === null) return [];
  const { bold, dim } = terminal.colours;
  const title = event?.title ?? agenda.title ?? source;
  const { zone } = agenda;
  const lines = [`${bold(title)} · ${countOf(agenda.sessions.length, 'session')} · times in ${zone}`];
  let day = '';
  for (const session of agenda.sessions) {
    const starts = localDayOf(session.startsAt, zone);
    if (starts !== day) lines.push('', bold(tellDay(session.startsAt, zone)));
    day = starts;
    const [title, ...about] = tellSession(session, terminal);
    lines.push(`  ${tellHours(session, zone).padEnd(indent - 2)}${title}`);
    lines.push(...about.map((line) => `${' '.repeat(indent)}${dim(line)}`));
  }
  if (moments.length > 0) lines.push('', bold('What will be posted by it'));
  const titles = new Map(agenda.sessions.map((session) => [session.id, session.title]));
  for (const { kind, dueAt, sessionId } of moments) {
    const about = sessionId === null ? '' : ` “${titles.get(sessionId) ?? sessionId}”`;
    lines.push(`  ${tellTime(dueAt, zone)}  ${tellMomentKind(kind)}${about}`);
  }
  return lines;
}

const indent = 15;

function tellSession(session: Session, { columns, colours }: Terminal): readonly string[] {
  const width = columns - indent;
  const [first = '', ...rest] = wrapLine(session.title, width);
  const title = session.isCancelled ? `${colours.red('cancelled:')} ${first}` : first;
  const about = [session.room, session.track, session.language].filter((part) => part !== null);
  const speakers = session.speakers.map(tellSpeaker);
  const details = [about.join(' · '), speakers.join('; '), session.streamUrl ?? ''];
  return [title, ...rest, ...details.filter((line) => line !== '').flatMap((line) => wrapLine(line, width))];
}

function tellSpeaker({ name, office }: Speaker): string {
  return office === null ? name : `${name}, ${office}`;
}

/** "09:00–10:30"; the end of a session that goes on past midnight with how many days later. */
function tellHours({ startsAt, endsAt, isAllDay }: Session, zone: string): string {
  const [start, end] = [formatOnWall(startsAt, zone), formatOnWall(endsAt, zone)];
  const lastDay = localDayOf(Math.max(startsAt, endsAt - second), zone);
  if (isAllDay) return lastDay === start.slice(0, 10) ? 'all day' : `to ${lastDay.slice(5)}`;
  const [from, to] = [start.slice(11, 16), end.slice(11, 16)];
  if (startsAt === endsAt) return from;
  return end.slice(0, 10) === start.slice(0, 10) || lastDay === start.slice(0, 10)
    ? `${from}–${to}`
    : `${from}–${to}+`;
}

import { parseInstant } from '../../../src/base/instant.ts';
import type { Agenda, Session } from '../../../src/coverage/agenda/agenda.ts';
import { parseSchedule } from '../../../src/coverage/agenda/parse-schedule.ts';
import type { AgendaReading } from '../../../src/coverage/agenda/reading.ts';
import type { EventDays } from '../../../src/coverage/event-days.ts';
import { formatOnWall } from '../../../src/coverage/zoned-time.ts';

/** An instant, by its ISO form. */
export const at = (iso: string) => parseInstant(iso) ?? Number.NaN;

/** Reads a schedule from its text. */
export function read(text: string | Uint8Array, readFor: EventDays | null = null): Promise<AgendaReading> {
  const body = typeof text === 'string' ? Buffer.from(text) : text;
  return parseSchedule(body, { subject: 'schedule', contentType: null, readFor });
}

/** The sessions of a schedule that must be sound. */
export async function sessionsOf(
  text: string,
  readFor: EventDays | null = null,
): Promise<readonly Session[]> {
  return (await soundAgenda(text, readFor)).sessions;
}

/** The agenda of a schedule that must be sound. */
export async function soundAgenda(text: string, readFor: EventDays | null = null): Promise<Agenda> {
  const { agenda, problems } = await read(text, readFor);
  if (!agenda) throw new Error(problems.map(({ code, line }) => `${code} in line ${line}`).join(', '));
  return agenda;
}

/** Each session as "2026-06-06T09:00 to 10:30 Title", on the clocks of `zone`. */
export async function hoursOf(
  text: string,
  zone: string,
  readFor: EventDays | null = null,
): Promise<readonly string[]> {
  return (await sessionsOf(text, readFor)).map(({ startsAt, endsAt, title }) => {
    const [start, end] = [formatOnWall(startsAt, zone), formatOnWall(endsAt, zone)];
    const to = end.slice(0, 10) === start.slice(0, 10) ? end.slice(11, 16) : end.slice(0, 16);
    return `${start.slice(0, 16)} to ${to} ${title}`;
  });
}

/** What is wrong with a schedule, as "code line:column". */
export async function faultsOf(
  text: string | Uint8Array,
  readFor: EventDays | null = null,
): Promise<readonly string[]> {
  const { problems } = await read(text, readFor);
  return problems.map(({ code, line, column }) => (line === null ? code : `${code} ${line}:${column}`));
}

/** A calendar with these components in it, which begin in its third line. */
export function aCalendar(...components: readonly string[]): string {
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...components, 'END:VCALENDAR', ''].join('\n');
  return text.replaceAll('\n', '\r\n');
}

/** A VEVENT of these lines and those every event has. */
export function anEntry(...lines: readonly string[]): string {
  const given = (name: string) => lines.some((line) => line.startsWith(name));
  return [
    'BEGIN:VEVENT',
    ...(given('UID') ? [] : ['UID:one']),
    ...(given('SUMMARY') ? [] : ['SUMMARY:Talk']),
    ...lines,
    'END:VEVENT',
  ].join('\n');
}

/** A schedule.xml with these talks in the Great Hall on Saturday, 6 June 2026, which begin in its fifth line. */
export function aScheduleXml(...talks: readonly string[]): string {
  return [
    '<?xml version="1.0"?>',
    '<schedule><conference><title>Harbour Days</title>',
    '<day_change>04:00</day_change><time_zone_name>Europe/Lisbon</time_zone_name></conference>',
    '<day index="1" date="2026-06-06"><room name="Great Hall">',
    ...talks,
    '</room></day></schedule>',
  ].join('\n');
}

/** A session at these times, for what is not about reading. */
export function aSession(session: Partial<Session> & { id: string }): Session {
  const startsAt = session.startsAt ?? at('2017-11-14T09:00:00-08:00');
  return {
    title: `Session ${session.id}`,
    startsAt,
    endsAt: startsAt + 3_600_000,
    zone: 'America/Vancouver',
    isAllDay: false,
    room: null,
    track: null,
    speakers: [],
    language: null,
    links: [],
    streamUrl: null,
    isCancelled: false,
    ...session,
  };
}

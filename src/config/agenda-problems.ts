import { periodOf } from '../coverage/event-days.ts';
import { isOnWall, type WallTime } from '../coverage/zoned-time.ts';
import { daysOf } from './describe-event.ts';
import type { EventFile } from './event-file.ts';
import type { ConfigProblem } from './problem.ts';
import { boundsOf, readTimes, type WrittenSession, zoneOf } from './session-times.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** What is wrong with the sessions that stand in the event file itself. */
export function checkSessions(yaml: YamlFile, file: EventFile): readonly ConfigProblem[] {
  if (typeof file.agenda === 'string') return [];
  const lineOfId = new Map<string, number | null>();
  return file.agenda.flatMap((session, at) => {
    if (typeof session === 'string') return [];
    const path = ['agenda', at];
    const twice = checkId(yaml, { session, path, lineOfId });
    return [...twice, ...checkTimes(yaml, { session, path, file })];
  });
}

function checkId(
  yaml: YamlFile,
  { session, path, lineOfId }: { session: WrittenSession; path: Path; lineOfId: Map<string, number | null> },
): readonly ConfigProblem[] {
  const { id } = session;
  const firstLine = lineOfId.get(id);
  const sentence = `Two sessions have the id "${id}", the first in line ${firstLine}; give each its own.`;
  const problem = yaml.problemAt([...path, 'id'], { severity: 'error', sentence });
  if (firstLine !== undefined) return [problem];
  lineOfId.set(id, problem.line);
  return [];
}

function checkTimes(
  yaml: YamlFile,
  { session, path, file }: { session: WrittenSession; path: Path; file: EventFile },
): readonly ConfigProblem[] {
  const zone = zoneOf(session, file);
  const problemWith = (key: 'starts' | 'ends', severity: ConfigProblem['severity'], sentence: string) => [
    yaml.problemAt([...path, key], { severity, sentence }),
  ];
  const [times, bounds] = [readTimes(session), boundsOf(session, zone)];
  if (times === null || bounds === null) {
    const sentence = `The session starts ${session.starts} and ends ${session.ends}; write a time for both, or a day for both.`;
    return problemWith('ends', 'error', sentence);
  }
  if (!times.isAllDay) {
    if (!isOnWall(times.start, zone)) return problemWith('starts', 'error', jumpedOver(times.start, zone));
    if (!isOnWall(times.end, zone)) return problemWith('ends', 'error', jumpedOver(times.end, zone));
  }
  if (bounds.endsAt < bounds.startsAt || (times.isAllDay && times.lastDay < times.firstDay)) {
    const pastMidnight = /^\d\d:\d\d$/.test(session.ends)
      ? '; if that is past midnight, write the day too'
      : '';
    const sentence = `The session ends (${session.ends}) before it starts (${session.starts})${pastMidnight}.`;
    return problemWith('ends', 'error', sentence);
  }
  const days = daysOf(file);
  const { from, to } = periodOf(days);
  if (bounds.startsAt < to && bounds.endsAt > from) return [];
  const sentence = `The session is not on the days of the event, ${days.firstDay} to ${days.lastDay}.`;
  return problemWith('starts', 'warning', sentence);
}

function jumpedOver({ day, secondOfDay }: WallTime, zone: string): string {
  const [hours, minutes] = [Math.floor(secondOfDay / 3600), Math.floor(secondOfDay / 60) % 60];
  const time = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
  return `No clock in ${zone} shows ${time} on ${day}: the clocks are set forward over it.`;
}

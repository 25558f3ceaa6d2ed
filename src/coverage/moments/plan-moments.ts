import { foldText } from '../../base/folded-text.ts';
import { day as dayLength, hour, type Instant, minute } from '../../base/instant.ts';
import type { Agenda, Session } from '../agenda/agenda.ts';
import type { CoverageEvent } from '../event.ts';
import { type EventDays, periodOf } from '../event-days.ts';
import { findTerm } from '../term.ts';
import { addDays, instantOnWall, localDayOf } from '../zoned-time.ts';
import type { Moment } from './moment.ts';
import type { DailyMoment, FixedMoment, MomentRules, SessionMoment } from './moment-rules.ts';

/** The part of an event that its moments come from. */
export type MomentSource = EventDays & Pick<CoverageEvent, 'moments'>;

/** All moments of an event with this agenda, by their times. The same event and agenda give the same moments. */
export function planMoments(event: MomentSource, agenda: Agenda): readonly Moment[] {
  const { moments: rules } = event;
  return [
    ...frame(event, rules),
    ...daysOf(event).flatMap((day) => dayMoments(event, { day, rules })),
    ...sessionMoments('starting-soon', rules.startingSoon, { event, agenda }),
    ...sessionMoments('session-opener', rules.sessionOpener, { event, agenda }),
  ].toSorted(byTime);
}

/** The sessions that `chosenBy` names by a word of their track or title, without those that do not take place. */
export function chosenSessions(
  sessions: readonly Session[],
  chosenBy: SessionMoment['chosenBy'],
): readonly Session[] {
  return sessions.filter(({ isCancelled, isAllDay, title, track }) => {
    if (isCancelled || isAllDay) return false;
    if (chosenBy === null) return true;
    const folded = foldText(track === null ? title : `${track}\n${title}`);
    return chosenBy.some((term) => findTerm(term, folded));
  });
}

/** The calendar days of an event, in order. */
function daysOf({ firstDay, lastDay }: EventDays): readonly string[] {
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) days.push(day);
  return days;
}

/** An announcement makes sense until the event begins, its hub until it ends, a farewell for two days. */
function frame(event: MomentSource, rules: MomentRules): readonly Moment[] {
  const { from: begins, to: ends } = periodOf(event);
  const { announcement, opening, closing, unpinAfterDays } = rules;
  const closesAt = closing ? instantOnWall(closing.at, event.zone) : ends;
  return [
    ...fixed('announcement', announcement, { event, freshUntil: begins }),
    ...fixed('opening', opening, { event, freshUntil: ends }),
    ...fixed('closing', closing, { event, freshUntil: closesAt + 2 * dayLength }),
    ...(opening && closing
      ? [hubUpdate('closing', { at: closesAt, day: null, freshFor: 2 * dayLength })]
      : []),
    ...(opening && unpinAfterDays !== null ? [unpin(closesAt + unpinAfterDays * dayLength)] : []),
  ];
}

function fixed(
  kind: 'announcement' | 'opening' | 'closing',
  rule: FixedMoment | null,
  { event, freshUntil }: { event: MomentSource; freshUntil: Instant },
): readonly Moment[] {
  if (!rule) return [];
  const dueAt = instantOnWall(rule.at, event.zone);
  const fresh = Math.max(dueAt, freshUntil);
  return [{ key: kind, kind, dueAt, freshUntil: fresh, day: rule.at.day, sessionId: null }];
}

/** A programme makes sense in the hours it is for, a look back until the next noon. */
function dayMoments(
  event: MomentSource,
  { day, rules }: { day: string; rules: MomentRules },
): readonly Moment[] {
  const { dayOpening, dayWrapUp, opening } = rules;
  const at = ({ secondOfDay }: DailyMoment) => instantOnWall({ day, secondOfDay }, event.zone);
  const opens = dayOpening && at(dayOpening);
  const closes = dayWrapUp && at(dayWrapUp);
  return [
    ...(opens === null ? [] : [daily('day-opening', { day, dueAt: opens, freshFor: 3 * hour })]),
    ...(closes === null ? [] : [daily('day-wrap-up', { day, dueAt: closes, freshFor: 16 * hour })]),
    ...(opening
      ? [
          ...(opens === null
            ? []
            : [hubUpdate(`${day}:day-opening`, { at: opens, day, freshFor: 8 * hour })]),
          ...(closes === null
            ? []
            : [hubUpdate(`${day}:day-wrap-up`, { at: closes, day, freshFor: dayLength })]),
        ]
      : []),
  ];
}

function daily(
  kind: 'day-opening' | 'day-wrap-up',
  { day, dueAt, freshFor }: { day: string; dueAt: Instant; freshFor: number },
): Moment {
  return { key: `${kind}:${day}`, kind, dueAt, freshUntil: dueAt + freshFor, day, sessionId: null };
}

/** Some minutes after what it links to, which must be public by then. */
function hubUpdate(
  name: string,
  { at, day, freshFor }: { at: Instant; day: string | null; freshFor: number },
): Moment {
  const dueAt = at + 10 * minute;
  const key = `hub-update:${name}`;
  return { key, kind: 'hub-update', dueAt, freshUntil: dueAt + freshFor, day, sessionId: null };
}

/** However late: a hub that nobody unpins would greet visitors for ever. */
function unpin(dueAt: Instant): Moment {
  return {
    key: 'unpin',
    kind: 'unpin',
    dueAt,
    freshUntil: dueAt + 366 * dayLength,
    day: null,
    sessionId: null,
  };
}

/**
 * "Starts soon" is stale once it has started, an opener when half of its session is over. Both come once: a session that
 * is moved before is announced at its new time, and one that is moved in the minutes between gets its correction, which
 * names the new time, and then its opener; a second "starts soon" would tell nobody more.
 */
function sessionMoments(
  kind: 'starting-soon' | 'session-opener',
  rule: SessionMoment | null,
  { event, agenda }: { event: MomentSource; agenda: Agenda },
): readonly Moment[] {
  if (!rule) return [];
  return chosenSessions(agenda.sessions, rule.chosenBy).map(({ id, startsAt, endsAt }) => {
    const dueAt = startsAt - rule.minutesBefore * minute;
    const half = Math.max(15 * minute, Math.floor((endsAt - startsAt) / 2));
    return {
      key: `${kind}:${id}`,
      kind,
      dueAt,
      freshUntil: kind === 'starting-soon' ? startsAt - 1 : startsAt + half,
      day: localDayOf(startsAt, event.zone),
      sessionId: id,
    };
  });
}

function byTime(one: Moment, other: Moment): number {
  if (one.dueAt !== other.dueAt) return one.dueAt - other.dueAt;
  return one.key < other.key ? -1 : one.key > other.key ? 1 : 0;
}

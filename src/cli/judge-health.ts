import { formatInstant, type Instant, minute } from '../base/instant.ts';
import { isAsked } from '../feed/feed-standing.ts';
import type { AgendaRecord } from '../store/records/agendas.ts';
import type { FeedRecord } from '../store/records/feeds.ts';
import type { FailingAgenda } from './tell-agenda.ts';

/** A feed this long overdue means that nobody is working on the store. */
const overdueFor = 2 * minute;

/** Tells from the feeds whether somebody is at work on a store. */
export function judgeHealth(
  feeds: readonly (PollTimes & Pick<FeedRecord, 'standing'> & { readonly isPaused?: boolean })[],
  now: Instant,
): { readonly isAtWork: boolean; readonly sentence: string } {
  const asked = feeds.filter(({ standing, isPaused }) => isAsked(standing) && !isPaused);
  if (feeds.length > 0 && asked.length === 0)
    return { isAtWork: true, sentence: 'No feed is asked: all are set aside, stopped or paused.' };
  const next = nextDueOf(asked);
  if (next === null) return { isAtWork: false, sentence: 'Nobody is at work: nothing has been covered yet.' };
  if (now - next > overdueFor)
    return {
      isAtWork: false,
      sentence: `Nobody is at work: a feed has been due since ${formatInstant(next)}.`,
    };
  return { isAtWork: true, sentence: 'At work: no feed is overdue.' };
}

type PollTimes = Pick<FeedRecord, 'lastPollAt' | 'nextPollAt'>;

/** A feed that was already overdue when another was read belongs to an event that nobody covers any more. */
function nextDueOf(feeds: readonly PollTimes[]): Instant | null {
  const newestRead = Math.max(0, ...feeds.map(({ lastPollAt }) => lastPollAt ?? 0));
  const due = feeds.map(({ nextPollAt }) => nextPollAt).filter((at) => at > newestRead - overdueFor);
  return due.length > 0 ? Math.min(...due) : null;
}

/** Agendas that stay as they were until a person sees to them: they were set aside, or fail again and again. */
export function failingAgendas(agendas: readonly AgendaRecord[]): readonly FailingAgenda[] {
  return agendas.flatMap((agenda) => {
    const { lastFailure, failuresInRow } = agenda;
    if (lastFailure === null) return [];
    const isSetAside = lastFailure.code === 'schedule-lost-sessions';
    return isSetAside || failuresInRow >= lasting ? [{ ...agenda, lastFailure }] : [];
  });
}

/** A server that stumbles once or twice is nobody's trouble. */
const lasting = 3;

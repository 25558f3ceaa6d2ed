import { foldText } from '../base/folded-text.ts';
import { hour, type Instant, minute } from '../base/instant.ts';
import { memoizeByObject } from '../base/memoize.ts';
import type { Session } from './agenda/agenda.ts';
import { findTerm } from './term.ts';
import { localDayOf } from './zoned-time.ts';

/** What speaks for a session, and how much. */
export interface Evidence {
  readonly what: 'time' | 'room' | 'track' | 'speaker' | 'words';
  readonly points: number;
}

/** The session that a story belongs to, with what spoke for it. */
export interface Assignment {
  readonly session: Session;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/**
 * The session that a story reports, by its time and its words; null where none stands out. Time alone is enough only
 * while no other session runs: in parallel tracks it says nothing.
 */
export function assignSession(
  story: { readonly text: string; readonly at: Instant },
  { sessions, zone }: { readonly sessions: readonly Session[]; readonly zone: string },
): Assignment | null {
  const today = localDayOf(story.at, zone);
  const candidates = sessions.filter(
    ({ isCancelled, isAllDay, startsAt }) =>
      !isCancelled &&
      !isAllDay &&
      Math.abs(startsAt - story.at) < 36 * hour &&
      localDayOf(startsAt, zone) === today,
  );
  const folded = foldText(story.text);
  const running = candidates.filter((session) => timePoints(session, story.at) >= pointsWhileOn);
  const judged = candidates
    .map((session) => judge(session, { folded, at: story.at, candidates }))
    .filter(
      ({ score, evidence, session }) =>
        score >= leastScore &&
        (evidence.some(({ what }) => what !== 'time') || (running.length === 1 && running[0] === session)),
    )
    .toSorted((one, other) => other.score - one.score);
  const [best, next] = judged;
  // Between two that have as much for them nobody can choose.
  return best && best.score > (next?.score ?? 0) ? best : null;
}

const leastScore = 3;
const pointsWhileOn = 3;

function judge(
  session: Session,
  { folded, at, candidates }: { folded: string; at: Instant; candidates: readonly Session[] },
): Assignment {
  const named = session.speakers.filter(({ name }) => findTerm(name, folded)).length;
  const own = titleWords(session).filter(
    (word) => candidates.filter((other) => titleWords(other).includes(word)).length === 1,
  );
  const found = own.filter((word) => findTerm(word, folded)).length;
  const evidence = [
    { what: 'time', points: timePoints(session, at) },
    { what: 'room', points: session.room !== null && findTerm(session.room, folded) ? 1.5 : 0 },
    { what: 'track', points: session.track !== null && findTerm(session.track, folded) ? 1 : 0 },
    { what: 'speaker', points: Math.min(2, named) * 3 },
    { what: 'words', points: own.length === 0 ? 0 : Math.round((found / own.length) * 40) / 10 },
  ] as const;
  const spoken = evidence.filter(({ points }) => points > 0);
  return { session, score: spoken.reduce((sum, { points }) => sum + points, 0), evidence: spoken };
}

/** A report comes while its session is on, or in the hours after. */
function timePoints({ startsAt, endsAt }: Session, at: Instant): number {
  if (startsAt - 10 * minute <= at && at <= endsAt + 20 * minute) return pointsWhileOn;
  if (at > endsAt && at - endsAt <= hour) return 2;
  if (at > endsAt && at - endsAt <= 3 * hour) return 1;
  return 0;
}

/** Short words say little about a session. */
const titleWords = memoizeByObject(({ title }: Session): readonly string[] => [
  ...new Set(foldText(title).match(/[\p{L}\p{N}]{5,}/gu) ?? []),
]);

/** "score 7: time 3, words 4": the evidence in words for people. */
export function tellEvidence({ score, evidence }: Pick<Assignment, 'score' | 'evidence'>): string {
  return `score ${score}: ${evidence.map(({ what, points }) => `${what} ${points}`).join(', ')}`;
}

import type { Failure } from '../base/failure.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { currentAgenda } from './agenda/current-agenda.ts';
import { lookUpAgenda } from './agenda/look-up-agenda.ts';
import { type ForeseenPost, type ForesightDeps, foreseeMoments, foreseeThreads } from './foresee.ts';

/** What an event file as it is now does to the posts of the next day, beside what is in force. */
export interface Change {
  readonly event: CoverageEvent;
  /** `new`: nothing is in force yet. */
  readonly state: 'new' | 'changed' | 'same';
  /** What goes out with it and would not without it, by time. */
  readonly posts: readonly ForeseenPost[];
  /** What would go out without it, and does not with it. */
  readonly cancelled: readonly ForeseenPost[];
  /** What could not be read for this. */
  readonly failures: readonly Failure[];
}

/** Compares an event with the one in force under its name, null when there is none. Changes nothing. */
export async function weighChange(
  deps: ForesightDeps,
  { event, inForce }: { event: CoverageEvent; inForce: CoverageEvent | null },
): Promise<Change> {
  if (inForce && JSON.stringify(inForce) === JSON.stringify(event))
    return { event, state: 'same', posts: [], cancelled: [], failures: [] };
  const before = inForce ? await foresee(deps, { event: inForce, against: event }) : nothing;
  const after = await foresee(deps, { event, against: inForce });
  return {
    event,
    state: inForce ? 'changed' : 'new',
    posts: without(after.posts, before.posts).toSorted((one, other) => one.dueAt - other.dueAt),
    cancelled: without(before.posts, after.posts),
    failures: after.failures,
  };
}

/** True when an account would get more in a day than goes without asking. */
export function exceeds({ event, posts }: Change): boolean {
  const most = event.confirmOver ?? usualMost;
  return event.accounts.some(
    ({ accountId }) => posts.filter((post) => post.accountId === accountId).length > most,
  );
}

/** More than this to one account in a day is confirmed by a person, unless the event file says otherwise. */
export const usualMost = 25;

interface Foreseen {
  readonly posts: readonly ForeseenPost[];
  readonly failures: readonly Failure[];
}

const nothing: Foreseen = { posts: [], failures: [] };

async function foresee(
  deps: ForesightDeps,
  { event, against }: { event: CoverageEvent; against: CoverageEvent | null },
): Promise<Foreseen> {
  const isSameSource =
    against !== null && JSON.stringify(against.agendaSource) === JSON.stringify(event.agendaSource);
  const looked = isSameSource ? null : await lookUpAgenda(deps, event);
  const agenda = looked?.agenda ?? (await currentAgenda(deps, event));
  const moments = await foreseeMoments(deps, { event, agenda });
  // The same stories for the same accounts go out either way.
  const threads =
    against !== null && storiesOf(against) === storiesOf(event) ? nothing : await foreseeThreads(deps, event);
  return {
    posts: [...moments, ...threads.posts],
    failures: [...(looked?.problems.map(({ problem }) => problem) ?? []), ...threads.failures],
  };
}

/** What decides which stories become threads, and for whom. */
function storiesOf({ feeds, covers, accounts, holdForApproval, neverPost }: CoverageEvent): string {
  const accountIds = accounts.map(({ accountId }) => accountId);
  return JSON.stringify({ feeds, covers, accountIds, holdForApproval, neverPost });
}

function without(posts: readonly ForeseenPost[], others: readonly ForeseenPost[]): readonly ForeseenPost[] {
  const nameOf = ({ accountId, key, dueAt, of }: ForeseenPost) =>
    `${accountId} ${key} ${of === 'moment' ? dueAt : ''}`;
  const known = new Set(others.map(nameOf));
  return posts.filter((post) => !known.has(nameOf(post)));
}

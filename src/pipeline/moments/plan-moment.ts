import { type Failure, failed, type Result, success, unexpectedFailure } from '../../base/failure.ts';
import type { Agenda, Session } from '../../coverage/agenda/agenda.ts';
import type { CoverageEvent } from '../../coverage/event.ts';
import { programmeSessions, tellSession } from '../../coverage/moments/find-changes.ts';
import { followsHub } from '../../coverage/moments/moment.ts';
import type { ToldSession } from '../../coverage/moments/told-session.ts';
import { findTerms } from '../../coverage/term.ts';
import { localDayOf } from '../../coverage/zoned-time.ts';
import type { Connection } from '../../networks/network.ts';
import type { Part, Receipt, ThreadPlace } from '../../outbox/delivery.ts';
import type { Posted } from '../../store/records/deliveries.ts';
import { composeMoment } from '../../thread/moments/compose-moment.ts';
import { postedWords } from '../../thread/posted-words.ts';
import type { PipelineDeps } from '../deps.ts';
import { draftDelivery, limitsFor } from '../draft-delivery.ts';
import { isPassing } from '../owed-threads.ts';
import type { DueMoment } from './due-moment.ts';
import { gatherMatter } from './gather-matter.ts';

/**
 * Words and freezes a due moment and stores it with its delivery, or notes why it is not posted. `later`: its account's
 * server has to be asked again.
 */
export async function planMoment(deps: PipelineDeps, due: DueMoment): Promise<'settled' | 'later'> {
  const frozen = await freezeSafely(deps, due);
  if (frozen.ok) return storePlan(deps, { due, frozen: frozen.value });
  if (isPassing(frozen.failure) || frozen.failure.code === 'hub-not-public') return 'later';
  await drop(deps, { due, because: frozen.failure });
  return 'settled';
}

async function drop(
  deps: PipelineDeps,
  { due: { event, account, moment }, because }: { due: DueMoment; because: Failure },
): Promise<void> {
  const { accountId } = account;
  const [noted] = await deps.store.moments.drop({
    eventId: event.id,
    droppedAt: deps.clock.now(),
    moments: [{ accountId, moment, because }],
  });
  if (noted) deps.journal({ kind: 'moment-dropped', eventId: event.id, accountId, key: moment.key, because });
}

async function storePlan(
  deps: PipelineDeps,
  { due, frozen }: { due: DueMoment; frozen: Frozen },
): Promise<'settled' | 'later'> {
  const { event, account, moment } = due;
  const { connection, parts, place, about } = frozen;
  const now = deps.clock.now();
  const heldBecause = heldBy(frozen.holdWords, moment.key);
  const planned = await deps.store.moments.plan({
    eventId: event.id,
    moment,
    ...(about !== null && { about }),
    plannedAt: now,
    told: toldBy(due),
    delivery: {
      ...draftDelivery(deps, { connection, parts, dueAt: now }),
      priority: 'moment',
      freshness: { staleAt: moment.freshUntil, whenStale: 'drop' },
      ...(place && { place }),
      ...(heldBecause && { heldBecause }),
    },
    pictures: [],
  });
  // Another replica planned it first, and has told the journal; or a newer hub, which this is to be about then.
  if (!planned) return about === null ? 'settled' : 'later';
  const told = { eventId: event.id, accountId: account.accountId, key: moment.key };
  if (heldBecause) deps.journal({ kind: 'moment-held', ...told, because: heldBecause });
  else deps.journal({ kind: 'moment-planned', ...told });
  return 'settled';
}

/** Whoever lets it go in time has it posted; after that it is as stale as any moment that came too late. */
function heldBy(words: readonly string[], key: string): Failure | null {
  return words.length === 0 ? null : { code: 'moment-hold-word', subject: key, detail: words.join(', ') };
}

interface Frozen {
  readonly connection: Connection;
  readonly parts: readonly Part[];
  readonly place: Pick<ThreadPlace, 'key' | 'way' | 'because'> | null;
  /** The moment of the hub that it follows or unpins. */
  readonly about: string | null;
  /** Words in it that the event wants a person to see first. */
  readonly holdWords: readonly string[];
}

/** A bug in one moment must not keep the others, which come after it. */
async function freezeSafely(deps: PipelineDeps, due: DueMoment): Promise<Result<Frozen>> {
  try {
    return await freezeMoment(deps, due);
  } catch (thrown) {
    return failed({ ...unexpectedFailure(due.moment.key, thrown), code: 'moment-not-worded' });
  }
}

async function freezeMoment(deps: PipelineDeps, due: DueMoment): Promise<Result<Frozen>> {
  const { event, account, moment } = due;
  const connection = deps.connections.get(account.accountId);
  if (!connection) return failed({ code: 'account-unknown', subject: account.accountId });
  const posted = await deps.store.deliveries.posted({ eventId: event.id, accountId: account.accountId });
  const hub = hubIn(posted);
  const subject = moment.key;
  const of = { eventId: event.id, accountId: account.accountId };
  const newest = followsHub(moment) ? await deps.store.moments.newestHub(of) : null;
  // One that nobody knows of yet could neither be deleted, when it is out of date, nor unpinned.
  if (newest && !newest.isPublic) return failed({ code: 'hub-not-public', subject });
  const about = newest?.key ?? null;
  if (moment.kind === 'unpin') {
    if (!hub) return failed({ code: 'no-hub', subject });
    const parts = await connection.freezeUnpin(hub);
    return parts.ok ? success({ connection, parts: parts.value, place: null, about, holdWords: [] }) : parts;
  }
  if (moment.kind === 'hub-update' && !hub) return failed({ code: 'hub-not-public', subject });
  const limits = await limitsFor(connection);
  const matter = await gatherMatter(deps, { due, posted, hub, limits });
  const thread = composeMoment(matter, { style: account.style, limits });
  if (!thread.ok) return thread;
  const words = postedWords(thread.value);
  const banned = findTerms(event.neverPost, words);
  if (banned.length > 0) return failed({ code: 'moment-never-word', subject, detail: banned.join(', ') });
  const frozen = { createdAt: deps.clock.now(), pictures: new Map() };
  const isHub = moment.kind === 'opening' || moment.kind === 'hub-update';
  const parts = isHub
    ? await connection.freezeHub(thread.value, { ...frozen, instead: moment.kind === 'opening' ? null : hub })
    : await connection.freezeThread(thread.value, frozen);
  const holdWords = findTerms(event.holdForApproval, words);
  return parts.ok
    ? success({ connection, parts: parts.value, place: placeOf(due), about, holdWords })
    : parts;
}

/** The event's pinned post as it stands: the opening, or on a network without edits whatever took its place last. */
function hubIn(posted: readonly Posted[]): Receipt | null {
  const hubs = posted.filter(({ of }) => of.kind === 'moment' && /^(opening$|hub-update:)/.test(of.key));
  return hubs.at(-1)?.receipt ?? null;
}

/** Openers begin the threads that stories join, and what looks back on one or corrects it quotes how it began. */
function placeOf({ event, moment }: DueMoment): Frozen['place'] {
  const { kind, day, sessionId } = moment;
  const session = `session:${sessionId}`;
  const because = null;
  if (kind === 'session-opener') return { key: session, way: 'answers', because };
  if (kind === 'session-changed') return { key: session, way: 'quotes', because };
  if (event.threads.kind !== 'per-day') return null;
  if (kind === 'day-opening') return { key: `day:${day}`, way: 'answers', because };
  if (kind === 'day-wrap-up') return { key: `day:${day}`, way: 'quotes', because };
  return null;
}

/** What followers know of sessions by this post. */
function toldBy({ event, agenda, moment, change }: DueMoment): readonly ToldSession[] {
  const { kind, day, sessionId } = moment;
  if (kind === 'day-opening') return programmeOf(event, agenda, day).map(tellSession);
  if (kind === 'session-changed' && change) {
    if (change.now) return [tellSession(change.now)];
    return change.told ? [{ ...change.told, isCancelled: true }] : [];
  }
  if (kind !== 'starting-soon' && kind !== 'session-opener') return [];
  const session = agenda.sessions.find(({ id }) => id === sessionId);
  return session ? [tellSession(session)] : [];
}

/** The sessions that the programme of a day names. */
function programmeOf(event: CoverageEvent, agenda: Agenda, day: string | null): readonly Session[] {
  return programmeSessions(event, agenda).filter(({ startsAt }) => localDayOf(startsAt, event.zone) === day);
}

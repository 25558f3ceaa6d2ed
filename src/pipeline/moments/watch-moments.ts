import { type Instant, longAgo, minute } from '../../base/instant.ts';
import type { Agenda } from '../../coverage/agenda/agenda.ts';
import type { CoverageEvent, EventAccount } from '../../coverage/event.ts';
import { findCorrections } from '../../coverage/moments/find-changes.ts';
import type { Moment } from '../../coverage/moments/moment.ts';
import { planMoments } from '../../coverage/moments/plan-moments.ts';
import type { MomentRecord } from '../../store/records/moments.ts';
import { openAgendaWait } from '../agenda/agenda-wait.ts';
import { currentAgenda } from '../agenda/current-agenda.ts';
import type { PipelineDeps } from '../deps.ts';
import type { Lane } from '../lane.ts';
import type { DueMoment } from './due-moment.ts';
import { planMoment } from './plan-moment.ts';

/** Watches for the moments of every event, for each of its accounts by itself. */
export interface MomentWatch {
  /** Gives what is due now to the lane. */
  offer(lane: Lane): Promise<void>;
  /** The earliest time, later than `after` if that is said, at which any moment wants work; null when none does. */
  nextDueAt(after?: Instant): Promise<Instant | null>;
}

/**
 * The list of moments is worked out from the event and its agenda; what became of each is in the store, whose key makes
 * it due once whatever the number of replicas. What this process has seen settled it does not ask for again.
 */
export function watchMoments(deps: PipelineDeps): MomentWatch {
  const progress = new Map<string, Progress>();
  const isAwaited = openAgendaWait(deps);
  const progressOf = (event: CoverageEvent, { accountId }: EventAccount) => {
    const key = `${event.id} ${accountId}`;
    const known = progress.get(key) ?? beginning();
    progress.set(key, known);
    return known;
  };
  return {
    offer: async (lane) => {
      const now = deps.clock.now();
      for (const event of deps.events.values()) {
        if (!causesPosts(event) || (await isAwaited(event))) continue;
        const agenda = await currentAgenda(deps, event);
        const moments = momentsOf(event, agenda);
        for (const account of event.accounts) {
          const known = progressOf(event, account);
          const isChecked = known.checked === agenda && now < known.checkAgainAt;
          if (!deps.connections.has(account.accountId) || now < known.checkAfter) continue;
          if (isChecked && !moments.some(wants(known, now))) continue;
          lane.offer(`${event.id} ${account.accountId}`, () =>
            work(deps, { event, account, agenda, moments, known }),
          );
        }
      }
    },
    nextDueAt: async (after = longAgo) => {
      const instants: Instant[] = [];
      for (const event of deps.events.values()) {
        if (!causesPosts(event)) continue;
        const moments = momentsOf(event, await currentAgenda(deps, event));
        for (const account of event.accounts) {
          const known = progressOf(event, account);
          instants.push(nextIn(moments, { known, after }));
        }
      }
      const next = Math.min(...instants);
      return Number.isFinite(next) ? next : null;
    },
  };
}

/** What this process knows of one account's moments. */
interface Progress {
  /** Planned, or dropped for good. */
  readonly final: Set<string>;
  /** Dropped because it was too late; a clock that is set back may make them due again. */
  readonly stale: Set<string>;
  /** The agenda that was last compared with what was told, and when that is done again: a replica may have told since. */
  checked: Agenda | null;
  checkAgainAt: Instant;
  /** When a correction that could not be frozen is tried again. */
  checkAfter: Instant;
  /** When a moment is tried again whose account's server was away, or whose hub is not public yet. */
  readonly waiting: Map<string, Instant>;
}

function beginning(): Progress {
  return {
    final: new Set(),
    stale: new Set(),
    checked: null,
    checkAgainAt: 0,
    checkAfter: 0,
    waiting: new Map(),
  };
}

const betweenTries = minute;
const betweenChecks = 15 * minute;

function causesPosts({ moments }: CoverageEvent): boolean {
  return Object.values(moments).some((rule) => rule !== null);
}

const planned = new WeakMap<CoverageEvent, { agenda: Agenda; moments: readonly Moment[] }>();

function momentsOf(event: CoverageEvent, agenda: Agenda): readonly Moment[] {
  const known = planned.get(event);
  if (known?.agenda === agenda) return known.moments;
  const moments = planMoments(event, agenda);
  planned.set(event, { agenda, moments });
  return moments;
}

/** By their times, so that those far ahead need no look. */
function nextIn(
  moments: readonly Moment[],
  { known: { final, stale, waiting }, after }: { known: Progress; after: Instant },
): Instant {
  let next = Number.POSITIVE_INFINITY;
  for (const { key, dueAt } of moments) {
    if (dueAt >= next) break;
    const wantsAt = Math.max(dueAt, waiting.get(key) ?? 0);
    if (wantsAt > after && !final.has(key) && !stale.has(key)) next = Math.min(next, wantsAt);
  }
  return next;
}

function wants({ final, stale, waiting }: Progress, now: Instant): (moment: Moment) => boolean {
  return ({ key, dueAt, freshUntil }) =>
    dueAt <= now && !final.has(key) && (now > freshUntil ? !stale.has(key) : (waiting.get(key) ?? 0) <= now);
}

interface Work {
  readonly event: CoverageEvent;
  readonly account: EventAccount;
  readonly agenda: Agenda;
  readonly moments: readonly Moment[];
  readonly known: Progress;
}

async function work(deps: PipelineDeps, { event, account, agenda, moments, known }: Work): Promise<void> {
  const records = (await deps.store.moments.list({ eventId: event.id })).filter(
    ({ accountId }) => accountId === account.accountId,
  );
  for (const record of records) note(known, record);
  const now = deps.clock.now();
  const due = moments.filter(wants(known, now));
  await dropStale(deps, { event, account, known, due: due.filter(({ freshUntil }) => freshUntil < now) });
  for (const moment of due.filter(({ freshUntil }) => now <= freshUntil)) {
    if (deps.stop?.aborted) return;
    if (moment.kind === 'unpin' && moments.some(isOwedHub(known, moment.dueAt))) {
      known.waiting.set(moment.key, now + betweenTries);
      continue;
    }
    await settleMoment(deps, { event, account, agenda, known, moment, change: null });
  }
  // Whatever was told just now is told as the agenda has it.
  const tellings = records.filter(({ standing }) => standing.state === 'planned').toSorted(bySettling);
  let isTold = true;
  for (const { moment, change } of findCorrections(event, { agenda, tellings, now }))
    if (!(await settleMoment(deps, { event, account, agenda, known, moment, change }))) isTold = false;
  if (!isTold) {
    known.checkAfter = deps.clock.now() + betweenTries;
    return;
  }
  known.checked = agenda;
  known.checkAgainAt = deps.clock.now() + betweenChecks;
}

/** A hub that is planned after its unpinning would stay pinned. */
function isOwedHub({ final, stale }: Progress, by: Instant): (moment: Moment) => boolean {
  return ({ kind, key, dueAt }) => kind === 'hub-update' && dueAt <= by && !final.has(key) && !stale.has(key);
}

function note(known: Progress, { key, standing }: MomentRecord): void {
  if (standing.state === 'dropped' && standing.because.code === 'moment-stale') known.stale.add(key);
  else known.final.add(key);
}

function bySettling(one: MomentRecord, other: MomentRecord): number {
  return one.settledAt - other.settledAt;
}

async function dropStale(
  deps: PipelineDeps,
  { event, account, known, due }: Pick<Work, 'event' | 'account' | 'known'> & { due: readonly Moment[] },
): Promise<void> {
  if (due.length === 0) return;
  const { accountId } = account;
  const dropped = await deps.store.moments.drop({
    eventId: event.id,
    droppedAt: deps.clock.now(),
    moments: due.map((moment) => ({
      accountId,
      moment,
      because: { code: 'moment-stale', subject: moment.key },
    })),
  });
  for (const { key } of due) known.stale.add(key);
  if (dropped.length > 0)
    deps.journal({
      kind: 'moments-missed',
      eventId: event.id,
      accountId,
      keys: dropped.map(({ key }) => key),
    });
}

async function settleMoment(
  deps: PipelineDeps,
  of: Pick<Work, 'event' | 'account' | 'agenda' | 'known'> & DueMoment,
): Promise<boolean> {
  const settled = await planMoment(deps, of);
  if (settled === 'later') of.known.waiting.set(of.moment.key, deps.clock.now() + betweenTries);
  else of.known.final.add(of.moment.key);
  return settled === 'settled';
}

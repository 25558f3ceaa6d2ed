import { formatInstant, type Instant, minute } from '../base/instant.ts';
import { countOf } from '../observability/count-of.ts';
import { deedDone } from '../observability/deed-sentences.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import { tellCancelled, tellScope } from '../observability/operator-sentences.ts';
import { tellPlace } from '../observability/place-sentence.ts';
import {
  type Delivery,
  type DeliveryState,
  type Intent,
  isOfDeleted,
  type Receipt,
} from '../outbox/delivery.ts';
import type { Pause } from '../outbox/pause.ts';
import type { Colours, Terminal } from './terminal.ts';

/** One account's thread of a story or moment, as people and scripts want to see it. */
export interface GridRow {
  readonly delivery: string;
  readonly account: string;
  readonly state: DeliveryState;
  readonly ageSeconds: number;
  readonly parts: readonly {
    readonly index: number;
    readonly intent: Intent;
    readonly state: PartState;
    readonly url: string | null;
  }[];
  readonly nextStep: string;
  /** The thread it belongs to, and why; null where it stands alone. */
  readonly thread: string | null;
  readonly lastTrouble: string | null;
}

/** Where one post stands; `taken` is what its server said yes to and nothing has shown yet. */
type PartState = 'public' | 'deleted' | 'taken' | 'owed' | 'unsure' | 'given-up';

/** What the grid is read by besides the delivery itself. */
interface Surroundings {
  readonly now: Instant;
  /** Pauses that keep this delivery back. */
  readonly pauses: readonly Pause[];
}

/** A delivery's row of the grid. */
export function gridRow(delivery: Delivery, { now, pauses }: Surroundings): GridRow {
  return {
    delivery: delivery.id,
    account: delivery.accountId,
    state: delivery.standing.state,
    ageSeconds: Math.max(0, Math.round((now - delivery.createdAt) / 1000)),
    parts: delivery.parts.map(({ index, intent, receipt }) => ({
      index,
      intent,
      state: receipt ? madePart(receipt) : openPart(delivery.standing.state),
      url: receipt && !isOfDeleted(receipt) ? receipt.url : null,
    })),
    nextStep: tellNextStep(delivery, pauses),
    thread: delivery.place && tellPlace(delivery.place),
    lastTrouble: delivery.lastFailure && describeFailure(delivery.lastFailure),
  };
}

/** Rows as lines: aligned, a dot for each post, and coloured on a terminal; plain sentences in a pipe. */
export function renderGrid(rows: readonly GridRow[], terminal: Terminal): readonly string[] {
  if (!terminal.isLive)
    return rows.map((row) => `    ${row.account}: ${tellParts(row)}${tellId(row)}; ${tellStanding(row)}`);
  const { dim } = terminal.colours;
  const widest = (cell: (row: GridRow) => string) => Math.max(0, ...rows.map((row) => cell(row).length));
  const [accounts, parts, ages] = [
    widest(({ account }) => account),
    widest((row) => dotsOf(row)),
    widest(({ ageSeconds }) => tellAge(ageSeconds)),
  ];
  return rows.map((row) => {
    const paint = paintOf(row.state, terminal.colours);
    const dots = `${paint(dotsOf(row))}${' '.repeat(parts - row.parts.length)}`;
    const age = dim(tellAge(row.ageSeconds).padStart(ages));
    return `    ${row.account.padEnd(accounts)}  ${dots}  ${age}  ${tellStanding(row, paint)}  ${dim(row.delivery)}`;
  });
}

function madePart(receipt: Receipt): PartState {
  if (isOfDeleted(receipt)) return 'deleted';
  return receipt.isUnproven ? 'taken' : 'public';
}

function openPart(state: DeliveryState): PartState {
  switch (state) {
    case 'uncertain':
      return 'unsure';
    case 'refused':
    case 'cancelled':
      return 'given-up';
    case 'ready':
    case 'claimed':
    case 'sent':
    case 'held':
      return 'owed';
  }
}

const dots: Readonly<Record<PartState, string>> = {
  public: '●',
  deleted: '–',
  taken: '◐',
  owed: '○',
  unsure: '?',
  'given-up': '×',
};

function dotsOf({ parts }: GridRow): string {
  return parts.map(({ state }) => dots[state]).join('');
}

function paintOf(state: DeliveryState, { green, yellow, red, cyan, dim }: Colours): (text: string) => string {
  switch (state) {
    case 'sent':
      return green;
    case 'ready':
    case 'claimed':
      return cyan;
    case 'uncertain':
    case 'held':
      return yellow;
    case 'refused':
      return red;
    case 'cancelled':
      return dim;
  }
}

function tellParts({ parts }: GridRow): string {
  const posts = parts.filter(({ intent }) => intent === 'create');
  const count = (wanted: PartState) => posts.filter(({ state }) => state === wanted).length;
  const others = [
    ...(count('taken') > 0 ? [', 1 more on its server’s word alone'] : []),
    ...(count('deleted') > 0 ? [`, ${count('deleted')} deleted by a person`] : []),
  ];
  if (posts.length > 0)
    return `${count('public')} of ${countOf(posts.length, 'post')} public${others.join('')}`;
  const [deed] = parts;
  return deed?.state === 'public' ? deedDone[deed.intent] : `not ${deedDone[deed?.intent ?? 'edit']} yet`;
}

/** What comes next, the thread it belongs to, and the last trouble where that is not why it stands. */
function tellStanding({ nextStep, thread, lastTrouble }: GridRow, paint = (text: string) => text): string {
  const trouble = lastTrouble && asClause(lastTrouble);
  return [
    paint(nextStep),
    ...(thread ? [thread] : []),
    ...(trouble && !nextStep.endsWith(trouble) ? [`last trouble: ${trouble}`] : []),
  ].join('; ');
}

/** A sentence as it stands within a line: a command at its end is copied without a full stop. */
function asClause(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

/** Whoever has something to decide needs the name to say it by. */
function tellId({ state, delivery, ageSeconds }: GridRow): string {
  if (state === 'sent' || state === 'cancelled') return '';
  return ` (${delivery}, planned ${tellAge(ageSeconds)} ago)`;
}

function tellNextStep({ standing, notedWord, freshness, parts }: Delivery, pauses: readonly Pause[]): string {
  const at = (instant: Instant) => formatInstant(instant);
  const noted = notedWord === null ? '' : `, then ${notedWord === 'hold' ? 'held' : 'cancelled'}`;
  switch (standing.state) {
    case 'ready': {
      const [pause] = pauses;
      if (pause) return `ready, but ${tellScope(pause.scope)} has been paused since ${at(pause.since)}`;
      const { staleAt, whenStale } = freshness;
      const isBegun = parts.some(({ receipt }) => receipt);
      const stale =
        staleAt === null || isBegun
          ? ''
          : `, ${whenStale === 'fold' ? 'folded' : 'dropped'} after ${at(staleAt)}`;
      return `ready, due ${at(standing.dueAt)}${stale}`;
    }
    case 'claimed':
      return `being sent by ${standing.claim.worker} until ${at(standing.claim.leaseUntil)} at the latest${noted}`;
    case 'uncertain':
      return `uncertain since ${at(standing.since)}, looked for at ${at(standing.lookAt)}${noted}`;
    case 'sent':
      return `sent ${at(standing.sentAt)}`;
    case 'refused':
      return 'refused, not tried again unless you say retry';
    case 'held':
      return `held for a person: ${asClause(describeFailure(standing.because))}`;
    case 'cancelled':
      return `cancelled: ${asClause(tellCancelled(standing.because))}`;
  }
}

/** "40s", "12m", "3h", "2d". */
function tellAge(seconds: number): string {
  const steps = [
    ['d', 86_400],
    ['h', 3600],
    ['m', minute / 1000],
  ] as const;
  const step = steps.find(([, length]) => seconds >= length);
  return step ? `${Math.floor(seconds / step[1])}${step[0]}` : `${seconds}s`;
}

import { formatInstant } from '../base/instant.ts';
import type { Budget } from '../networks/budget.ts';
import type { CancelReason, Delivery } from '../outbox/delivery.ts';
import type { Heeded, OperatorWord } from '../outbox/operator-word.ts';
import type { AfterPause, PauseScope } from '../outbox/pause.ts';
import { countOf } from './count-of.ts';

/** What a person's word made of one delivery; `name` is that of what it posts. */
export function tellHeeded(
  word: OperatorWord,
  { delivery, became, name }: { delivery: Delivery; became: Heeded | null; name: string },
): string {
  const what = `${delivery.accountId}: ${name}`;
  const open = delivery.parts.filter(({ receipt }) => receipt === null).length;
  if (became === null) return `${what} is ${tellStanding(delivery)}, so there is nothing to ${word}.`;
  if (became.kind === 'noted')
    return became.word === null
      ? `${what} goes on; what was noted about it is taken back.`
      : `${what} is ${tellHands[delivery.standing.state] ?? delivery.standing.state}; it is ${wordDone[became.word]} as soon as that is through, unless it is complete by then.`;
  switch (became.standing.state) {
    case 'ready':
      return `${what} goes on now, ${countOf(open, 'post')} to come.`;
    case 'uncertain':
      return `${what} is looked for on the account first, and goes on if nothing of it is there.`;
    case 'held':
      return `${what} is held; to let it go on: rapporteur release ${delivery.id}`;
    case 'cancelled':
    case 'sent':
    case 'refused':
      return `${what} is cancelled${open < delivery.parts.length ? ', though it has begun: what is public stays' : ''}.`;
  }
}

function tellStanding({ standing }: Delivery): string {
  return standing.state === 'cancelled' ? `cancelled (${tellCancelled(standing.because)})` : standing.state;
}

const wordDone: Readonly<Record<'cancel' | 'hold', string>> = { cancel: 'cancelled', hold: 'held' };
const tellHands: Readonly<Partial<Record<Delivery['standing']['state'], string>>> = {
  claimed: 'being sent right now',
  uncertain: 'being looked for',
};

/** What is paused, as people name it. */
export function tellScope(scope: PauseScope): string {
  switch (scope.kind) {
    case 'all':
      return 'everything';
    case 'account':
      return scope.accountId;
    case 'feed':
      return scope.url;
  }
}

/** What a pause means, right after it was set. */
export function tellPaused(scope: PauseScope, { isNew }: { isNew: boolean }): string {
  const means =
    scope.kind === 'feed'
      ? 'it is not read, and nothing more of it is posted'
      : scope.kind === 'all'
        ? 'nothing more is posted; feeds are read on'
        : 'nothing more is posted there';
  return `Paused ${tellScope(scope)}${isNew ? '' : ' already'}: ${means}. To go on: ${tellResumption(scope)}`;
}

/** The command that ends a pause, in words to type. */
export function tellResumption(scope: PauseScope): string {
  return `rapporteur resume ${flagOf(scope)} --keep, --drop or --digest`;
}

/** What becomes of what waited, once a pause is over. */
export function tellAfterPause(
  scope: PauseScope,
  { waiting, waited }: { waiting: AfterPause; waited: number },
): string {
  const threads = countOf(waited, 'thread');
  const is = waited === 1 ? 'is' : 'are';
  const then: Readonly<Record<AfterPause, string>> = {
    keep: `${threads} that waited ${waited === 1 ? 'goes' : 'go'} out at the pace`,
    drop: `${threads} that waited ${is} dropped`,
    digest: `${threads} that waited ${is} folded into a digest`,
  };
  return `Resumed ${tellScope(scope)}: ${waited === 0 ? 'nothing had waited' : then[waiting]}.`;
}

function flagOf(scope: PauseScope): string {
  switch (scope.kind) {
    case 'all':
      return '--all';
    case 'account':
      return `--account ${scope.accountId}`;
    case 'feed':
      return `--feed ${scope.url}`;
  }
}

/** What an account has spent of one of its server's limits. */
export function tellBudget(budget: Budget & { readonly accountId: string }): string {
  const { accountId, name, spent, capacity, renewsAt } = budget;
  const left = Math.max(0, capacity - spent);
  return `${accountId}: ${left} of ${capacity} ${name.replace('-', ' a ')} left until ${formatInstant(renewsAt)}`;
}

/** Why an event file is not taken that has lost half of itself; sizes in bytes. */
export function tellShrunk({
  path,
  before,
  after,
}: {
  readonly path: string;
  readonly before: number;
  readonly after: number;
}): string {
  return `The file has shrunk from ${before} to ${after} bytes. If that is meant: rapporteur plan ${path} --approve`;
}

/** Why a delivery was cancelled, in a few words. */
export function tellCancelled(because: CancelReason): string {
  return cancelledFor[because];
}

const cancelledFor: Readonly<Record<CancelReason, string>> = {
  'by-a-person': 'by a person',
  'dropped-after-pause': 'it waited for a pause to end and was dropped then',
  overtaken: 'a newer one has taken its place',
  folded: 'it grew stale and stands in a digest',
  stale: 'it grew stale before its turn came',
  'no-room-in-digest': 'it grew stale, and the digest had no room for it',
};

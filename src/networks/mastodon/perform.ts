import type { Delivery, Part } from '../../outbox/delivery.ts';
import type { Outcome } from '../../outbox/outcome.ts';
import { during } from '../setback.ts';
import { classify, isNotFound } from './classify.ts';
import type { Answer, Refusal, Status } from './client.ts';
import { differenceAfterEdit, otherwise } from './difference.ts';
import { type FrozenStatus, readDeed, type Target } from './frozen.ts';
import { deedReceipt } from './receipt.ts';
import type { UploadDeps } from './upload.ts';

/** Does to a public post what the part says. Each deed changes nothing when it was done before. */
export async function perform(
  deps: UploadDeps,
  { part, delivery }: { part: Part; delivery: Delivery },
): Promise<Outcome> {
  const target = targetOf(part, delivery);
  const answer = await ask(deps, { part, target });
  const difference = answer.ok ? differenceIn(answer.value, { part, target }) : null;
  if (difference) return { state: 'refused', failure: otherwise(deps.login, difference) };
  if (answer.ok || (await isDoneAllTheSame(deps, { part, target, refusal: answer.failure })))
    return { state: 'published', receipts: [deedReceipt(part, { target, at: deps.clock.now() })] };
  const setback = classify(answer.failure, during('posting', deps));
  // A page instead of the API's own words: the software has no such call.
  if (isNotFound(answer.failure) && setback.state === 'later')
    return { state: 'refused', failure: { ...setback.failure, code: `${part.intent}-not-offered` } };
  // Pinning wants the scope write:accounts, which no post needs: without it the account can still do its work.
  if (part.intent.endsWith('pin') && isForbidden(answer.failure))
    return { state: 'refused', failure: { ...setback.failure, code: 'pin-not-allowed' } };
  return setback;
}

function isForbidden(refusal: Refusal): boolean {
  return refusal.kind === 'answered' && refusal.httpStatus === 403;
}

function ask(
  { client }: UploadDeps,
  { part, target: { id } }: { part: Part; target: Target },
): Promise<Answer<Status | true>> {
  switch (part.intent) {
    case 'edit':
      return client.editStatus(id, editIn(part));
    case 'delete':
      return client.deleteStatus(id);
    case 'pin':
      return client.pinStatus(id);
    case 'unpin':
      return client.unpinStatus(id);
    case 'create':
      throw new Error(`part ${part.index} does nothing to ${id}`);
  }
}

function editIn(part: Part): FrozenStatus {
  const { target: _, ...status } = readDeed(part);
  return status as FrozenStatus;
}

/** What a post is otherwise than its edit asked for; null when nothing, and after any other deed. */
export function differenceIn(
  posted: Status | true,
  { part, target: { id } }: { part: Part; target: Target },
): string | null {
  if (part.intent !== 'edit' || posted === true) return null;
  const difference = differenceAfterEdit(editIn(part), { id, posted });
  return difference && `${difference}: ${posted.url}`;
}

/** A post that is gone need not be deleted or unpinned; one that is pinned can't be pinned again (422). */
async function isDoneAllTheSame(
  { client }: UploadDeps,
  { part, target, refusal }: { part: Part; target: Target; refusal: Refusal },
): Promise<boolean> {
  if (part.intent === 'delete' || part.intent === 'unpin')
    return isNotFound(refusal) && refusal.kind === 'answered' && refusal.message !== '';
  if (part.intent !== 'pin' || refusal.kind !== 'answered' || refusal.httpStatus !== 422) return false;
  const status = await client.readStatus(target.id);
  return status.ok && status.value.isPinned === true;
}

/** The post that a deed is about: named in its body, or made by an earlier part of the same delivery. */
export function targetOf(part: Part, delivery: Delivery): Target {
  const { target } = readDeed(part);
  if ('id' in target) return target;
  const receipt = delivery.parts[target.part]?.receipt;
  if (!receipt) throw new Error(`part ${part.index} of ${delivery.id} comes before what it is about`);
  return { id: receipt.remoteId, url: receipt.url };
}

import { failed, success } from '../../base/failure.ts';
import type { Part } from '../../outbox/delivery.ts';
import type { Outcome } from '../../outbox/outcome.ts';
import { during } from '../setback.ts';
import { classify } from './classify.ts';
import {
  type Answer,
  isRefusedAs,
  type ProfileRecord,
  type PublishDeps,
  type StoredRecord,
} from './client.ts';
import { deedReceipt, profileAddress, readAddress, readDeed } from './frozen.ts';

/** Does to a public post what the part says. Each deed changes nothing when it was done before. */
export async function perform(deps: PublishDeps, part: Part): Promise<Outcome> {
  const answer = await ask(deps, part);
  if (answer.ok) return { state: 'published', receipts: [deedReceipt(part, deps.clock.now())] };
  const setback = classify(answer.failure, during('committing', deps));
  // The profile was changed between our reading and our writing, by its owner or another app: nothing was stored.
  if (isRefusedAs(answer.failure, 'InvalidSwap'))
    return { state: 'later', failure: { ...setback.failure, code: 'profile-changed' }, retryAt: null };
  return setback;
}

/** Whether the deed has been done. */
export async function isDone(deps: PublishDeps, part: Part): Promise<Answer<boolean>> {
  const { target } = readDeed(part);
  switch (part.intent) {
    case 'delete': {
      const stored = await deps.client.readRecord(target.uri);
      return stored.ok ? success(stored.value === null) : stored;
    }
    case 'pin':
    case 'unpin': {
      const stored = await readProfile(deps, part);
      if (!stored.ok) return stored;
      const isPinned = pinnedIn(stored.value) === target.uri;
      return success(part.intent === 'pin' ? isPinned : !isPinned);
    }
    case 'create':
    case 'edit':
      throw new Error(`part ${part.index} does nothing that Bluesky knows to ${target.uri}`);
  }
}

async function ask(deps: PublishDeps, part: Part): Promise<Answer<unknown>> {
  const { target } = readDeed(part);
  if (part.intent === 'delete') return deps.client.deleteRecord(target.uri);
  const done = await isDone(deps, part);
  if (!done.ok || done.value) return done;
  const stored = await readProfile(deps, part);
  if (!stored.ok) return failed(stored.failure);
  const { pinnedPost: _, ...rest } = (stored.value?.value ?? {}) as ProfileRecord;
  const { uri, cid } = target;
  return deps.client.putProfile({
    value: part.intent === 'pin' ? { ...rest, pinnedPost: { uri, cid } } : rest,
    readAs: stored.value?.cid ?? null,
  });
}

function readProfile({ client }: PublishDeps, part: Part): Promise<Answer<StoredRecord | null>> {
  return client.readRecord(profileAddress(readAddress(readDeed(part).target.uri).did));
}

function pinnedIn(stored: StoredRecord | null): string | null {
  return (stored?.value as ProfileRecord | undefined)?.pinnedPost?.uri ?? null;
}

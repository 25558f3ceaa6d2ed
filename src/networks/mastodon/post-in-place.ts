import { second } from '../../base/instant.ts';
import { isMediaUnfinished, isNotFound, isParentGone } from './classify.ts';
import type { Answer, Refusal, Sending, Status, StatusToCreate } from './client.ts';
import { isGone } from './living.ts';
import type { UploadDeps } from './upload.ts';

/** A post as it was sent at last, and what the server said to it. */
export interface Posting {
  readonly sent: StatusToCreate;
  readonly answer: Answer<Status>;
}

/** A post, and what it may be an answer to. */
export interface ToPost {
  readonly status: StatusToCreate;
  /** Nearest first. */
  readonly ancestors: readonly string[];
  readonly sending: Sending;
}

/**
 * Posts as an answer to the first of `ancestors` that lives, or to nobody where there are none; null where all of them are
 * gone. A quote of what is gone is left out. Such refusals use up no key, so that the same one is good for the next try.
 */
export async function postInPlace(deps: UploadDeps, posting: ToPost): Promise<Posting | null> {
  const { status, ancestors, sending } = posting;
  const [parent, ...older] = ancestors;
  const sent = { ...status, ...(parent !== undefined && { in_reply_to_id: parent }) };
  const answer = await createOnceProcessed(deps, { sent, sending });
  if (answer.ok || !isOfSomethingMissing(answer.failure)) return { sent, answer };
  if (parent !== undefined && (isParentGone(answer.failure) || (await isGone(deps.client, parent))))
    return older.length > 0 ? postInPlace(deps, { ...posting, ancestors: older }) : null;
  const { quoted_status_id: quoted, ...unquoting } = status;
  if (quoted !== undefined && (await isGone(deps.client, quoted)))
    return postInPlace(deps, { ...posting, status: unquoting });
  return { sent, answer };
}

/** A server may call media ready and yet not be through with them. */
async function createOnceProcessed(
  { client, clock }: UploadDeps,
  { sent, sending }: { sent: StatusToCreate; sending: Sending },
): Promise<Answer<Status>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await client.createStatus(sent, sending);
    if (answer.ok || !isMediaUnfinished(answer.failure) || tries === 4) return answer;
    await clock.sleep(tries * 2 * second);
  }
}

/** The parent, what is quoted, or the post that this key once made: its words tell which only where they are English. */
function isOfSomethingMissing(refusal: Refusal): boolean {
  if (isParentGone(refusal)) return true;
  return isNotFound(refusal) && refusal.kind === 'answered' && refusal.message !== '';
}

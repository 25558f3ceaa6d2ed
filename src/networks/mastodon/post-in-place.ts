import { second } from '../../base/instant.ts';
import type { Part } from '../../outbox/delivery.ts';
import { isMediaUnfinished, isNotFound, isParentGone } from './classify.ts';
import type { Answer, Refusal, Status, StatusToCreate } from './client.ts';
import { isGone } from './living.ts';
import type { UploadDeps } from './upload.ts';

/** A post as it was sent at last, and what the server said to it. */
export interface Posting {
  readonly sent: StatusToCreate;
  readonly answer: Answer<Status>;
}

/**
 * Posts as an answer to the first of `ancestors` that lives, or to nobody where there are none; null where all of them are
 * gone. A quote of what is gone is left out. Such refusals use up no key, so that the same one is good for the next try.
 */
export async function postInPlace(
  deps: UploadDeps,
  { part, status, ancestors }: { part: Part; status: StatusToCreate; ancestors: readonly string[] },
): Promise<Posting | null> {
  const [parent, ...older] = ancestors;
  const sent = { ...status, ...(parent !== undefined && { in_reply_to_id: parent }) };
  const answer = await createOnceProcessed(deps, { part, sent });
  if (answer.ok || !isOfSomethingMissing(answer.failure)) return { sent, answer };
  if (parent !== undefined && (isParentGone(answer.failure) || (await isGone(deps.client, parent))))
    return older.length > 0 ? postInPlace(deps, { part, status, ancestors: older }) : null;
  const { quoted_status_id: quoted, ...unquoting } = status;
  if (quoted !== undefined && (await isGone(deps.client, quoted)))
    return postInPlace(deps, { part, status: unquoting, ancestors });
  return { sent, answer };
}

/** A server may call media ready and yet not be through with them. */
async function createOnceProcessed(
  { client, clock }: UploadDeps,
  { part, sent }: { part: Part; sent: StatusToCreate },
): Promise<Answer<Status>> {
  for (let tries = 1; ; tries += 1) {
    const answer = await client.createStatus(sent, part.key);
    if (answer.ok || !isMediaUnfinished(answer.failure) || tries === 4) return answer;
    await clock.sleep(tries * 2 * second);
  }
}

/** The parent, what is quoted, or the post that this key once made: its words tell which only where they are English. */
function isOfSomethingMissing(refusal: Refusal): boolean {
  if (isParentGone(refusal)) return true;
  return isNotFound(refusal) && refusal.kind === 'answered' && refusal.message !== '';
}

import type { Article } from '../article/article.ts';
import type { Quote } from '../article/quote.ts';
import type { Story } from '../article/story.ts';
import { failed, type Result, success, unexpectedFailure } from '../base/failure.ts';
import type { CoverageEvent, EventAccount } from '../coverage/event.ts';
import type { Connection, FreezeContext, Picture } from '../networks/network.ts';
import type { Part } from '../outbox/delivery.ts';
import type { DeliveryToStore } from '../store/records/deliveries.ts';
import { composeThread } from '../thread/compose-thread.ts';
import type { Limits } from '../thread/limits.ts';
import type { LeftOut, Thread } from '../thread/thread.ts';
import type { NewsroomDeps } from './deps.ts';
import { draftDelivery, limitsFor } from './draft-delivery.ts';
import { fetchPictures } from './fetch-pictures.ts';

/** A story's thread for one account, worded within its limits. */
export interface ComposedThread {
  readonly thread: Thread;
  readonly limits: Limits;
  readonly connection: Connection;
}

/** The same thread with its pictures, frozen. */
export interface PreparedThread {
  readonly thread: Thread;
  readonly delivery: DeliveryToStore;
  readonly pictures: readonly Picture[];
  /** The thread's own, and pictures that could not be had. */
  readonly leftOut: readonly LeftOut[];
}

/** Words a read story for one account of its event. */
export async function composeFor(
  deps: NewsroomDeps,
  read: {
    readonly story: Story;
    readonly event: CoverageEvent;
    readonly article: Article;
    readonly quotes: readonly Quote[];
    readonly account: EventAccount;
  },
): Promise<Result<ComposedThread>> {
  const { accountId, style } = read.account;
  const connection = deps.connections.get(accountId);
  if (!connection) return failed({ code: 'account-unknown', subject: accountId });
  const limits = await limitsFor(connection);
  const composed = composeThread({ ...read, style, limits });
  return composed.ok ? success({ thread: composed.value, limits, connection }) : composed;
}

/** Fetches a thread's pictures and freezes it. */
export async function prepareThread(
  deps: NewsroomDeps,
  { thread, limits, connection }: ComposedThread,
): Promise<Result<PreparedThread>> {
  const { pictures, missing } = await fetchPictures(deps.web, { thread, limits });
  const createdAt = deps.clock.now();
  const frozen = await freezeSafely(connection, { thread, frozen: { createdAt, pictures } });
  if (!frozen.ok) return frozen;
  return success({
    thread,
    delivery: draftDelivery(deps, { connection, parts: frozen.value, dueAt: createdAt }),
    pictures: [...pictures.values()],
    leftOut: [...thread.leftOut, ...missing],
  });
}

/** An adapter that throws is a bug, which must not keep the story from the other accounts. */
async function freezeSafely(
  connection: Connection,
  { thread, frozen }: { thread: Thread; frozen: FreezeContext },
): Promise<Result<readonly Part[]>> {
  try {
    return await connection.freezeThread(thread, frozen);
  } catch (thrown) {
    return failed(unexpectedFailure(connection.accountId, thrown));
  }
}

import { type Milliseconds, second } from '../base/instant.ts';
import type { Connection } from '../networks/network.ts';
import type { AccountLoad } from '../store/records/deliveries.ts';
import type { PipelineDeps } from './deps.ts';

/**
 * Asks others for accounts, where they have at least two more than we do: each replica keeps an account as long as anything
 * is due there, so that the one that came first might do all while the rest look on. What is promised to us is ours at
 * the end of the thread under way. Gives these.
 */
export async function askForShare(
  deps: PipelineDeps,
  { loads, own }: { loads: readonly AccountLoad[]; own: number },
): Promise<readonly Connection[]> {
  const now = deps.clock.now();
  const promised: Connection[] = [];
  const known = loads.filter(({ accountId }) => deps.connections.has(accountId));
  for (const accountId of fairShare(known, { worker: deps.worker, own })) {
    const connection = deps.connections.get(accountId);
    const promise = { to: deps.worker, now, until: now + promiseLasts };
    if (connection && (await deps.store.accounts.promise(accountId, promise))) promised.push(connection);
  }
  return promised;
}

/** Which accounts that others hold, and where more is due, a worker who has `own` is to ask for: half of what it lacks. */
export function fairShare(
  loads: readonly AccountLoad[],
  { worker, own }: { worker: string; own: number },
): readonly string[] {
  const held = loads.filter(({ heldBy }) => heldBy !== null && heldBy !== worker);
  const [most, ...others] = [...Map.groupBy(held, ({ heldBy }) => heldBy).values()].toSorted(
    (a, b) => b.length - a.length,
  );
  const wanted = most?.findLast(({ isDue }) => isDue);
  if (!most || !wanted || most.length < own + 2) return [];
  const left = [...most.filter((load) => load !== wanted), ...others.flat()];
  return [wanted.accountId, ...fairShare(left, { worker, own: own + 1 })];
}

/** Waits for the end of the thread that keeps a promised account from us, as long as the promise holds. */
export async function untilFree(deps: PipelineDeps, { accountId }: Connection): Promise<void> {
  const until = deps.clock.now() + promiseLasts;
  while (!deps.stop?.aborted && deps.clock.now() < until) {
    const loads = await deps.store.deliveries.loads(deps.clock.now());
    if (!loads.some((load) => load.accountId === accountId && load.heldBy !== null)) return;
    await deps.clock.sleep(betweenLooks, deps.stop);
  }
}

/** Of a replica that dies having been promised an account nobody hears for so long. */
const promiseLasts: Milliseconds = 2 * second;
const betweenLooks: Milliseconds = 50;

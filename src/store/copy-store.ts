import { type Failure, failed, type Result, success } from '../base/failure.ts';
import { readStoreAddress } from './address.ts';
import { type CopyProgress, copyRows, countRows } from './copy-rows.ts';
import { databaseAt, type StoreFailure } from './database.ts';
import { openTables } from './open-store.ts';

/** What keeps a store from being copied: one of the two can't be used, or something stands in the target already. */
export type CopyFailure = StoreFailure | Failure<'store-not-empty'>;

/**
 * Copies the store at `from` whole into the empty one at `to`, in one transaction, so that half a copy is never found
 * there. A SQLite file is locked meanwhile, and what a dead run had claimed in it is to be looked for, not posted again.
 * Returns how many rows there were.
 */
export async function copyStore(
  { from, to }: { readonly from: string; readonly to: string },
  onProgress: (progress: CopyProgress) => void,
): Promise<Result<number, CopyFailure>> {
  const [source, target] = [readStoreAddress(from), readStoreAddress(to)];
  if (!source.ok) return source;
  if (!target.ok) return target;
  const opened = await openTables(databaseAt(source.value), { exclusive: true });
  if (!opened.ok) return opened;
  const reached = await openTables(databaseAt(target.value), { exclusive: true });
  if (!reached.ok) {
    await opened.value.close();
    return reached;
  }
  try {
    const [old, fresh] = [opened.value.db, reached.value.db];
    if ((await countRows(fresh)) > 0)
      return failed({ code: 'store-not-empty', subject: databaseAt(target.value).subject });
    return success(await fresh.transaction().execute((whole) => copyRows(old, whole, onProgress)));
  } finally {
    await reached.value.close();
    await opened.value.close();
  }
}

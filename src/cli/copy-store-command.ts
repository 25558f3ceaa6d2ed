import { countOf } from '../observability/count-of.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import { copyStore } from '../store/copy-store.ts';
import { isYetToBeMade } from './stored.ts';
import type { Terminal } from './terminal.ts';

/** Copies a store whole into an empty one; 1, and nothing copied, when either can't be used for it. */
export async function copyStoreCommand(
  { from, to }: { from: string; to: string },
  { json }: { json: boolean },
  terminal: Terminal,
): Promise<number> {
  const [source, target] = [asAddress(from), asAddress(to)];
  if (isYetToBeMade(source)) {
    terminal.complain(describeFailure({ code: 'store-absent', subject: from }));
    return 1;
  }
  const copied = await copyStore({ from: source, to: target }, (progress) =>
    terminal.showProgress(`${progress.copied} of ${countOf(progress.total, 'row')} copied`),
  );
  terminal.showProgress(null);
  if (!copied.ok) {
    terminal.complain(describeFailure(copied.failure));
    return 1;
  }
  terminal.write(
    json
      ? JSON.stringify({ rows: copied.value })
      : `Copied ${countOf(copied.value, 'row')}. Set DATABASE_URL to the copy from now on, and start no run on the old store: both would post.`,
  );
  return 0;
}

/** A bare name is that of a SQLite file. */
function asAddress(written: string): string {
  return /^[a-z]+:/i.test(written) ? written : `sqlite:${written}`;
}

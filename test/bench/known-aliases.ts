import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { hashOf } from '../../src/base/ids.ts';
import { emptyItem } from '../../src/feed/feed-item.ts';
import { digestOf } from '../../src/store/name-items.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { ItemToAdmit } from '../../src/store/records/stories.ts';
import type { Store } from '../../src/store/store.ts';
import { type Row, rssMiB, timeInTurn } from './measure.ts';

const [few, many] = [1000, 1_000_000];
const [itemsPerPoll, polls] = [30, 100];
const [eventId, feedUrl] = ['bench', 'https://news.example/feed'];

/** A poll with 30 known items, beside a million aliases and beside a thousand. */
export async function measureKnownAliases(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const [large, small] = [await storeWith(many, folder), await storeWith(few, folder)];
  try {
    await pollKnown(large);
    await pollKnown(small);
    const { ours, floor } = await timeInTurn(
      () => pollKnown(large),
      () => pollKnown(small),
      11,
    );
    return [
      {
        name: `admit ${itemsPerPoll} known items beside ${many.toLocaleString('en')} aliases`,
        value: ours / polls,
        unit: 'ms',
        floor: { name: `beside ${few.toLocaleString('en')}; at most 1.3 times`, value: floor / polls },
        rssMiB: rssMiB(),
      },
    ];
  } finally {
    await large.close();
    await small.close();
    await rm(folder, { recursive: true });
  }
}

async function storeWith(aliases: number, folder: string): Promise<Store> {
  const file = join(folder, `${aliases}.db`);
  const opened = await openStore({ databaseUrl: `sqlite:${file}`, exclusive: true });
  if (!opened.ok) throw new Error(opened.failure.code);
  const store = opened.value;
  await store.feeds.register({ eventId, url: feedUrl, now: 0 });
  const known = Array.from({ length: itemsPerPoll }, (_, at) => anItem(at));
  await admit(store, known);
  // Straight into the table: a million by polls would take as many minutes as this takes seconds.
  const db = new DatabaseSync(file);
  const insert = db.prepare(
    'insert into aliases (event_id, digest, kind, value, story_id) values (?,?,?,?,?)',
  );
  db.exec('begin');
  for (let at = itemsPerPoll; at < aliases; at += 1) {
    const alias = { kind: 'guid', value: `old-${at}` } as const;
    insert.run(eventId, digestOf(alias), alias.kind, alias.value, `story-${at % itemsPerPoll}`);
  }
  db.exec('commit');
  db.close();
  return store;
}

async function pollKnown(store: Store): Promise<void> {
  const items = () => Array.from({ length: itemsPerPoll }, (_, at) => anItem(at));
  // At once, so that little of what is measured is the wait for others to share a commit with.
  await Promise.all(Array.from({ length: polls }, () => admit(store, items())));
}

async function admit(store: Store, items: readonly ItemToAdmit[]): Promise<void> {
  await store.stories.admit({
    eventId,
    feedUrl,
    polledAt: 1000,
    nextPollAt: 2000,
    validators: { etag: null, lastModified: null },
    bodyHash: 'body',
    place: { address: feedUrl, move: null },
    items,
  });
}

function anItem(at: number): ItemToAdmit {
  return {
    storyId: `story-${at}`,
    // Another one each time: a feed's last reading would tell without a look-up.
    fingerprint: randomUUID(),
    item: {
      ...emptyItem,
      id: `item-${at}`,
      title: `Item ${at}`,
    },
    aliases: (['guid', 'link', 'title-date', 'words'] as const).map((kind) => ({
      kind,
      value: `${kind}-${at}`,
    })),
    contentHash: hashOf(`item ${at}`),
    position: at,
    standing: { state: 'ignored', because: 'background', detail: null },
  };
}

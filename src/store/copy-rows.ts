import { type Kysely, sql } from 'kysely';
import type { Tables } from './tables.ts';

/** How far a copy has come: rows of all tables. */
export interface CopyProgress {
  readonly copied: number;
  readonly total: number;
}

/** Copies every row into the empty tables of `to`. Both must have this program's tables. Returns how many there were. */
export async function copyRows(
  from: Kysely<Tables>,
  to: Kysely<Tables>,
  onProgress: (progress: CopyProgress) => void = () => {},
): Promise<number> {
  const total = await countRows(from);
  let copied = 0;
  for (const { table, key } of inOrderOfReference)
    for await (const rows of pagesOf(from, { table, key })) {
      await to.insertInto(table).values(rows).execute();
      copied += rows.length;
      onProgress({ copied, total });
    }
  return copied;
}

/** The rows of all tables together. */
export async function countRows(db: Kysely<Tables>): Promise<number> {
  let count = 0;
  for (const { table } of inOrderOfReference) {
    const { rows } = await sql<{ rows: number }>`
      select count(*) as rows from ${sql.table(table)}`.execute(db);
    count += Number(rows[0]?.rows ?? 0);
  }
  return count;
}

type KeyedTable = (typeof inOrderOfReference)[number];
type Row = Tables[keyof Tables];

/** Each page begins behind the key of the one before: an offset would walk over all that came before, at every page. */
async function* pagesOf(
  db: Kysely<Tables>,
  { table, key }: KeyedTable,
): AsyncGenerator<readonly Row[], void> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let behind = sql``;
  for (;;) {
    const page = sql<Row>`
      select * from ${sql.table(table)} ${behind} order by ${columns} limit ${rowsPerPage}`;
    const { rows } = await page.execute(db);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsPerPage) return;
    const values = sql.join(key.map((column) => Reflect.get(last, column) as string | number));
    behind = sql`where (${columns}) > (${values})`;
  }
}

/** Few, since rows of media hold whole pictures. */
const rowsPerPage = 100;

/** Every table with its primary key, what is referred to first. */
export const inOrderOfReference: readonly {
  readonly table: keyof Tables;
  readonly key: readonly string[];
}[] = [
  { table: 'feeds', key: ['event_id', 'url'] },
  { table: 'subscriptions', key: ['feed_url'] },
  { table: 'agendas', key: ['event_id', 'place'] },
  { table: 'stories', key: ['id'] },
  { table: 'aliases', key: ['event_id', 'digest'] },
  { table: 'revisions', key: ['story_id', 'revision'] },
  { table: 'deliveries', key: ['id'] },
  { table: 'parts', key: ['delivery_id', 'part_index'] },
  { table: 'moments', key: ['event_id', 'account_id', 'key'] },
  { table: 'media', key: ['hash'] },
  { table: 'media_needs', key: ['delivery_id', 'part_index', 'hash'] },
  { table: 'accounts', key: ['id'] },
  { table: 'budgets', key: ['account_id', 'name'] },
  { table: 'pauses', key: ['scope'] },
  { table: 'events', key: ['id'] },
  { table: 'refused_edits', key: ['file'] },
  { table: 'approved_edits', key: ['event_id'] },
];

import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { JsonText } from './json-text.ts';
import { isSqlite } from './node-sqlite.ts';
import type { Tables } from './tables.ts';

/** The texts of a JSON list, as a query: one statement for lists of any length. */
export function textsIn(db: Kysely<Tables>, list: JsonText<readonly string[]>): RawBuilder<string> {
  return isSqlite(db)
    ? sql<string>`(select value from json_each(${list}))`
    : sql<string>`(select jsonb_array_elements_text(${list}::jsonb))`;
}

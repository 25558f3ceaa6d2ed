import { type Kysely, sql } from 'kysely';
import type { Validators } from '../web/web.ts';
import { feedStandingColumns } from './feed-rows.ts';
import { toJson } from './json-text.ts';
import { nextPollColumn } from './next-poll.ts';
import { readyStatement } from './ready-statement.ts';
import type { AnsweredPoll } from './records/feeds.ts';
import type { Admission } from './records/stories.ts';
import type { FeedRow } from './rows/sources.ts';
import type { Tables } from './tables.ts';

/** Keeps that nothing had changed, and under which validators it was sent all the same. */
export async function noteUnchanged(db: Kysely<Tables>, poll: AnsweredPoll): Promise<void> {
  if (poll.validators) await updateSentAgain(db, { ...valuesOf(poll), ...poll.validators });
  else await updateUnchanged(db, valuesOf(poll));
}

/** Keeps the validators of what was admitted, so that it is not sent again. */
export async function advanceFeed(db: Kysely<Tables>, admission: Admission): Promise<void> {
  await updateRead(db, {
    ...valuesOf({ ...admission, url: admission.feedUrl }),
    etag: admission.validators.etag,
    lastModified: admission.validators.lastModified,
    bodyHash: admission.bodyHash,
    wishes: admission.wishes ? toJson(admission.wishes) : null,
  });
}

type Values = ReturnType<typeof valuesOf>;

function valuesOf({
  eventId,
  url,
  polledAt,
  dueAt,
  nextPollAt,
  place,
}: Omit<AnsweredPoll, 'failure' | 'validators'>) {
  const { address } = place;
  const move: FeedRow['move'] = place.move && toJson(place.move);
  return { eventId, url, polledAt, dueAt: dueAt ?? null, nextPollAt, address, move };
}

const followed = feedStandingColumns({ state: 'followed' });

const updateUnchanged = readyStatement((db, values: Values) => updateAnswered(db, values).set(asBefore));

const updateSentAgain = readyStatement((db, values: Values & Validators) =>
  updateAnswered(db, values).set({
    ...asBefore,
    etag: values.etag,
    last_modified: values.lastModified,
  }),
);

// What an operator had accepted has gone back to what it was, and is watched again.
const asBefore = {
  state: sql<FeedRow['state']>`case when state = 'accepted' then ${followed.state} else state end`,
  standing: sql<
    FeedRow['standing']
  >`case when state = 'accepted' then ${followed.standing} else standing end`,
};

interface ReadValues extends Values {
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly bodyHash: string;
  readonly wishes: FeedRow['wishes'] | null;
}

const updateRead = readyStatement((db, values: ReadValues) =>
  updateAnswered(db, values).set({
    ...followed,
    etag: values.etag,
    last_modified: values.lastModified,
    body_hash: values.bodyHash,
    wishes: sql`coalesce(${values.wishes}, wishes)`,
  }),
);

function updateAnswered(db: Kysely<Tables>, values: Values) {
  return db
    .updateTable('feeds')
    .set((row) => ({
      address: values.address,
      move: values.move,
      last_poll_at: values.polledAt,
      resumed_at: null,
      next_poll_at: nextPollColumn(values),
      failures_in_row: 0,
      refusals_in_row: 0,
      last_failure: null,
      // An empty feed was read too: its first item, when it comes, is news and not background.
      first_read_at: row.fn.coalesce('first_read_at', row.val(values.polledAt)),
    }))
    .where('event_id', '=', values.eventId)
    .where('url', '=', values.url);
}

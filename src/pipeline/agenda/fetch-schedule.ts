import { open } from 'node:fs/promises';
import { type Failure, failed, messageOf, type Result, success } from '../../base/failure.ts';
import type { Instant } from '../../base/instant.ts';
import type { AgendaPlace } from '../../coverage/agenda/agenda.ts';
import { mostBytes } from '../../coverage/agenda/reading.ts';
import type { Validators, Web } from '../../web/web.ts';

/** What stands at a place of an agenda. */
export type FetchedSchedule =
  | {
      readonly state: 'fetched';
      readonly body: Uint8Array;
      readonly contentType: string | null;
      readonly validators: Validators;
    }
  | { readonly state: 'not-modified' }
  | { readonly state: 'failed'; readonly failure: Failure; readonly retryAt: Instant | null };

/** Gets a schedule: an address over the door to the web, unless it is still what `validators` name; a file from here. */
export async function fetchSchedule(
  { web }: { readonly web: Web },
  place: AgendaPlace,
  validators?: Validators,
): Promise<FetchedSchedule> {
  if (place.kind === 'file') {
    const body = await readBytes(place.path);
    return body.ok
      ? { state: 'fetched', body: body.value, contentType: null, validators: none }
      : { state: 'failed', failure: body.failure, retryAt: null };
  }
  return web.fetch({
    url: place.url,
    accept: 'schedule',
    maxBodyBytes: mostBytes,
    ...(validators && { validators }),
  });
}

const none: Validators = { etag: null, lastModified: null };

async function readBytes(path: string): Promise<Result<Uint8Array>> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      return size > mostBytes
        ? failed({ code: 'schedule-too-large', subject: path })
        : success(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (thrown) {
    return failed({ code: 'file-not-readable', subject: path, detail: messageOf(thrown) });
  }
}

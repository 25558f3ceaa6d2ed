import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, messageOf, type Result, success } from '../base/failure.ts';
import { hashOf } from '../base/ids.ts';
import { formatInstant, type Instant } from '../base/instant.ts';

/** One thing an address answered, as it is added to an archive. */
export interface Recorded {
  readonly at: Instant;
  readonly url: string;
  readonly status?: number;
  readonly redirectTo?: string;
  readonly contentType?: string;
  readonly body?: Uint8Array;
  /** Two answers of an address with the same content are one. */
  readonly content: string;
}

/** Writes the archive that a rehearsal plays; whole after each answer, so that a recording cut short can be played. */
export interface ArchiveWriter {
  holds(url: string): boolean;
  /** Keeps the answer, unless the address answered the same before. */
  add(recorded: Recorded): Promise<void>;
  /** Notes until when the recording goes. */
  close(at: Instant): Promise<void>;
}

/** Begins an archive in `folder`, or goes on with the one that is there. */
export async function openArchiveWriter(folder: string, startsAt: Instant): Promise<Result<ArchiveWriter>> {
  const file = join(folder, 'timeline.json');
  try {
    await mkdir(join(folder, 'files'), { recursive: true });
    return success(writeTo(folder, (await readTimeline(file)) ?? newTimeline(startsAt)));
  } catch (thrown) {
    return failed({ code: 'archive-not-written', subject: file, detail: messageOf(thrown) });
  }
}

interface Timeline {
  readonly startsAt: string;
  endsAt: string;
  readonly serves: Entry[];
}

interface Entry {
  readonly at: string;
  readonly url: string;
  readonly status?: number;
  readonly redirectTo?: string;
  readonly file?: string;
  readonly contentType?: string;
}

function newTimeline(startsAt: Instant): Timeline {
  return { startsAt: formatInstant(startsAt), endsAt: formatInstant(startsAt), serves: [] };
}

async function readTimeline(file: string): Promise<Timeline | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Timeline;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return null;
    throw thrown;
  }
}

function writeTo(folder: string, timeline: Timeline): ArchiveWriter {
  const newest = new Map(timeline.serves.map((entry) => [entry.url, contentOf(entry)]));
  let written: Promise<void> = Promise.resolve();
  const save = (at: Instant) => {
    timeline.endsAt = formatInstant(at);
    const text = `${JSON.stringify(timeline, null, 2)}\n`;
    // One after the other, or an older timeline could take a newer one's place.
    written = written.then(() => replaceFile(join(folder, 'timeline.json'), text));
    return written;
  };
  return {
    holds: (url) => newest.has(url),
    add: async ({ at, url, status, redirectTo, contentType, body, content }) => {
      if (newest.get(url) === content) return;
      newest.set(url, content);
      const file = body && `files/${hashOf(body)}`;
      if (file) await writeFile(join(folder, file), body);
      timeline.serves.push({
        at: formatInstant(at),
        url,
        ...(status !== undefined && { status }),
        ...(redirectTo !== undefined && { redirectTo }),
        ...(file && { file, contentType }),
      });
      await save(at);
    },
    close: (at) => save(at),
  };
}

/** What `Recorded.content` was when the entry was written. */
function contentOf({ status, redirectTo, file }: Entry): string {
  return redirectTo ?? file?.replace('files/', '') ?? String(status);
}

async function replaceFile(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}

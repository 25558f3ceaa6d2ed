import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Failure, failed, messageOf, type Result, success } from '../base/failure.ts';
import { type Instant, parseInstant } from '../base/instant.ts';

/** A recorded stretch of the web: what each address answered, from when on. */
export interface Archive {
  readonly folder: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Stands where a recorded text says `{{origin}}`; null where none does. */
  readonly publicOrigin: string | null;
  /** Ordered by time. */
  readonly serves: readonly Served[];
}

/** From `at` on, and before if it is the first, `url` answers with this, until a later entry for it takes its place. */
export interface Served {
  readonly at: Instant;
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer:
    | { readonly kind: 'file'; readonly file: string; readonly contentType: string }
    | { readonly kind: 'redirect'; readonly to: string }
    | { readonly kind: 'nothing' };
}

/** An address as the archive knows it: without its fragment, which no server is sent. */
export function archivedAddress(url: string): string {
  const address = new URL(url);
  address.hash = '';
  return address.href;
}

/** Reads `timeline.json` in `folder`; the files it names are read when they are asked for. */
export async function loadArchive(
  folder: string,
): Promise<Result<Archive, Failure<'archive-not-understood'>>> {
  const file = join(folder, 'timeline.json');
  try {
    const timeline = timelineSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return success({
      folder,
      startsAt: timeline.startsAt,
      endsAt: timeline.endsAt,
      publicOrigin: timeline.publicOrigin,
      serves: timeline.serves
        .map((entry) => servedOf(entry, timeline.publicOrigin))
        .sort((a, b) => a.at - b.at),
    });
  } catch (thrown) {
    return failed({ code: 'archive-not-understood', subject: file, detail: messageOf(thrown) });
  }
}

const instant = z.string().transform((text, context) => {
  const read = parseInstant(text);
  if (read === null) context.addIssue(`not a time: ${text}`);
  return read ?? 0;
});

const servedSchema = z.object({
  at: instant,
  path: z.string().startsWith('/').optional(),
  url: z.url().optional(),
  file: z.string().optional(),
  contentType: z.string().default('application/octet-stream'),
  status: z.number().int().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  redirectTo: z.string().optional(),
});

const timelineSchema = z.object({
  startsAt: instant,
  endsAt: instant,
  publicOrigin: z.url().nullable().default(null),
  serves: z.array(servedSchema),
});

function servedOf(entry: z.infer<typeof servedSchema>, publicOrigin: string | null): Served {
  const written = entry.url ?? `${publicOrigin}${entry.path}`;
  if (!URL.canParse(written)) throw new Error(`an entry has neither an address nor a path of an origin`);
  const from = { at: entry.at, url: archivedAddress(written), headers: entry.headers };
  if (entry.redirectTo !== undefined) {
    const to = archivedAddress(new URL(entry.redirectTo, written).href);
    return { ...from, status: entry.status ?? 302, answer: { kind: 'redirect', to } };
  }
  if (entry.file === undefined) {
    if (entry.status === undefined || entry.status < 400)
      throw new Error(`${written} names neither a file nor a redirect nor a failure`);
    return { ...from, status: entry.status, answer: { kind: 'nothing' } };
  }
  const { file, contentType } = entry;
  return { ...from, status: entry.status ?? 200, answer: { kind: 'file', file, contentType } };
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { failed, messageOf, type Result, success } from '../base/failure.ts';
import { type Instant, parseInstant } from '../base/instant.ts';

/** A recorded stretch of the web: what each address answered, from when on. */
export interface Archive {
  readonly folder: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** The origin that the recorded addresses belong to; `{{origin}}` in a recorded text stands for it. */
  readonly publicOrigin: string;
  /** Ordered by time. */
  readonly serves: readonly Served[];
}

/** From `at` on, `path` answers with this, until a later entry for the same path replaces it. */
export interface Served {
  readonly at: Instant;
  readonly path: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer:
    | { readonly kind: 'file'; readonly file: string; readonly contentType: string }
    | { readonly kind: 'redirect'; readonly to: string };
}

/** Reads `timeline.json` in `folder`; the files it names are read when they are asked for. */
export async function loadArchive(folder: string): Promise<Result<Archive>> {
  const file = join(folder, 'timeline.json');
  try {
    const timeline = timelineSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return success({
      folder,
      startsAt: timeline.startsAt,
      endsAt: timeline.endsAt,
      publicOrigin: timeline.publicOrigin,
      serves: timeline.serves.map(servedOf).sort((a, b) => a.at - b.at),
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
  path: z.string().startsWith('/'),
  file: z.string().optional(),
  contentType: z.string().default('application/octet-stream'),
  status: z.number().int().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  redirectTo: z.string().optional(),
});

const timelineSchema = z.object({
  startsAt: instant,
  endsAt: instant,
  publicOrigin: z.url().default('https://news.un.org'),
  serves: z.array(servedSchema),
});

function servedOf(entry: z.infer<typeof servedSchema>): Served {
  const { at, path, headers } = entry;
  if (entry.redirectTo !== undefined)
    return {
      at,
      path,
      headers,
      status: entry.status ?? 302,
      answer: { kind: 'redirect', to: entry.redirectTo },
    };
  if (entry.file === undefined) throw new Error(`${path} names neither a file nor a redirect`);
  return {
    at,
    path,
    headers,
    status: entry.status ?? 200,
    answer: { kind: 'file', file: entry.file, contentType: entry.contentType },
  };
}

import { readFile, stat } from 'node:fs/promises';
import { failed, messageOf, type Result } from '../base/failure.ts';
import { formatInstant, type Instant } from '../base/instant.ts';
import type { Feed, FeedItem } from '../feed/feed-item.ts';
import { parseFeed } from '../feed/parse-feed.ts';
import { countOf } from '../observability/count-of.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import { readBody } from '../web/read-body.ts';
import type { Web } from '../web/web.ts';

/**
 * Shows what the program reads in feeds, given as addresses or files, in order; with `json` one line for each. A feed
 * that can't be read gets its sentence, and the others go on. Returns the exit code: 1 when any could not be read.
 */
export async function runFeedCommand(
  sources: readonly string[],
  options: { readonly json: boolean },
  io: { write(line: string): void; readonly web: Web },
): Promise<number> {
  let exitCode = 0;
  for (const source of sources) {
    const read = await readSource(source, io.web);
    if (!read.ok) exitCode = 1;
    if (options.json) io.write(JSON.stringify(lineOf(source, read)));
    else for (const line of listingOf(source, read)) io.write(line);
  }
  return exitCode;
}

async function readSource(source: string, web: Web): Promise<Result<Feed>> {
  if (!/^[a-z]+:\/\//i.test(source)) return readFeedFile(source);
  const answer = await web.fetch({ url: source, accept: 'feed' });
  switch (answer.state) {
    case 'fetched':
      return parseFeed(answer.body, { url: answer.url, contentType: answer.contentType });
    case 'not-modified':
      throw new Error('a fetch without validators was answered as not modified');
    case 'failed':
      return failed(answer.failure);
  }
}

async function readFeedFile(file: string): Promise<Result<Feed>> {
  const body = await readBytes(file);
  return body.ok ? parseFeed(body.value, { url: file, contentType: null }) : body;
}

async function readBytes(file: string): Promise<Result<Uint8Array>> {
  try {
    const { size } = await stat(file);
    if (size > mostFileBytes) return failed({ code: 'body-too-large', subject: file });
    const body = await readBody(await readFile(file), { contentEncoding: '', mostBytes: mostFileBytes });
    return body.ok ? body : failed({ code: body.failure, subject: file });
  } catch (thrown) {
    return failed({ code: 'file-not-readable', subject: file, detail: messageOf(thrown) });
  }
}

/** As much as the door to the web takes of a feed. */
const mostFileBytes = 5_000_000;

function lineOf(file: string, read: Result<Feed>): object {
  if (!read.ok) return { file, ok: false, error: describeFailure(read.failure) };
  const { title, link, description, author, updatedAt, items } = read.value;
  return {
    file,
    ok: true,
    feed: { title, link, description, author, updatedAt: isoOf(updatedAt) },
    items: items.map((item) => ({
      id: item.id,
      link: item.link,
      title: item.title,
      author: item.author,
      publishedAt: isoOf(item.publishedAt),
      summaryHtml: item.summaryHtml,
      contentHtml: item.contentHtml,
      enclosures: item.enclosures.map(({ url, type, bytes }) => ({ url, type, bytes })),
      categories: item.categories,
    })),
  };
}

function listingOf(source: string, read: Result<Feed>): readonly string[] {
  if (!read.ok) return [describeFailure(read.failure), ''];
  const { title, language, items } = read.value;
  const head = [title ?? 'Untitled feed', countOf(items.length, 'item'), language]
    .filter(Boolean)
    .join(' · ');
  return [head, source, '', ...items.flatMap(listItem), ''];
}

function listItem(item: FeedItem): readonly string[] {
  const pictures = item.enclosures.filter(({ type }) => type?.startsWith('image/')).length;
  const notes = [
    item.publishedAt === null ? 'no date' : formatInstant(item.publishedAt),
    item.author && `by ${item.author}`,
    pictures > 0 && countOf(pictures, 'picture'),
    item.categories.length > 0 && item.categories.join(', '),
  ];
  return [
    `  ${item.title ?? 'Untitled'}`,
    `    ${notes.filter(Boolean).join(' · ')}`,
    `    ${item.link ?? 'no link'}`,
  ];
}

function isoOf(instant: Instant | null): string | null {
  return instant === null ? null : formatInstant(instant);
}

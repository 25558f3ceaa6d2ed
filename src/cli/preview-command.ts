import type { StoryStanding } from '../article/story.ts';
import { systemChance } from '../base/chance.ts';
import { systemClock } from '../base/clock.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { canonicalLink } from '../feed/canonical-link.ts';
import type { FeedItem } from '../feed/feed-item.ts';
import { countOf } from '../observability/count-of.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import { tellHeld, tellIgnored } from '../observability/journal-sentences.ts';
import { tellPlace } from '../observability/place-sentence.ts';
import type { NewsroomDeps } from '../pipeline/deps.ts';
import { type PreviewedStory, previewFeed } from '../pipeline/preview-feed.ts';
import { postJson } from './post-json.ts';
import { readCoverage } from './read-coverage.ts';
import { renderThread, threadOf, wrapLine } from './render-thread.ts';
import { tellTime } from './tell-time.ts';
import type { Terminal } from './terminal.ts';
import { connectAccounts, forgetfulSessions, openWeb, withoutSecrets } from './wire.ts';

/** What `rapporteur preview` can be told. */
export interface PreviewOptions {
  /** Only the item with this link or id. */
  readonly item: string | null;
  readonly json: boolean;
}

/** Shows the threads that the feeds' present items would become. Stores nothing and asks no account's server. */
export async function previewCommand(
  files: readonly string[],
  options: PreviewOptions,
  terminal: Terminal,
): Promise<number> {
  const coverage = await readCoverage(files, terminal, { tells: 'errors' });
  if (!coverage.ok) return 1;
  const web = openWeb(process.env);
  const connections = await connectAccounts(withoutSecrets(coverage.logins), {
    clock: systemClock,
    chance: systemChance,
    loadMedia: async () => null,
    sessions: forgetfulSessions,
  });
  const deps: NewsroomDeps = {
    clock: systemClock,
    chance: systemChance,
    web,
    journal: () => undefined,
    connections,
  };
  let exitCode = 0;
  let shown = 0;
  try {
    for (const event of coverage.events)
      for (const { url } of event.feeds) {
        terminal.showProgress(`Reading ${url} …`);
        const previewed = await previewFeed(deps, { event, url, wanted: wants(options.item) });
        terminal.showProgress(null);
        if (!previewed.ok) {
          terminal.complain(describeFailure(previewed.failure));
          exitCode = 1;
          continue;
        }
        shown += previewed.value.length;
        if (options.json) showJson(previewed.value, terminal);
        else if (options.item === null || previewed.value.length > 0)
          showStories(previewed.value, { event, url, terminal });
      }
  } finally {
    for (const connection of connections.values()) await connection.close();
    await web.close();
  }
  if (options.item === null || shown > 0) return exitCode;
  terminal.complain(
    `No feed that could be read holds ${options.item} now; “rapporteur feed” lists what one holds.`,
  );
  return 1;
}

function wants(wanted: string | null): (item: FeedItem) => boolean {
  if (wanted === null) return () => true;
  const page = canonicalLink(wanted);
  return ({ id, link }) => id === wanted || (link !== null && canonicalLink(link) === page);
}

function showJson(stories: readonly PreviewedStory[], terminal: Terminal): void {
  for (const { story, prepared } of stories)
    for (const { delivery } of prepared.threads) {
      const owner = {
        ...delivery,
        eventId: story.eventId,
        of: { kind: 'story', storyId: story.id } as const,
      };
      for (const part of delivery.parts)
        terminal.write(
          postJson(part, { delivery: owner, storyUrl: story.item.link, at: delivery.dueAt, receipts: [] }),
        );
    }
}

function showStories(
  stories: readonly PreviewedStory[],
  { event, url, terminal }: { event: CoverageEvent; url: string; terminal: Terminal },
): void {
  const { bold } = terminal.colours;
  const covered = stories.filter(({ prepared }) => prepared.threads.length > 0);
  const held = covered.filter(({ prepared }) => prepared.standing.state === 'held').length;
  const first = held > 0 ? `, ${held} of them when a person has approved` : '';
  terminal.write(bold(`${event.title}: ${url}`));
  terminal.write(`${countOf(stories.length, 'item')}, ${covered.length} to become threads${first}`);
  for (const previewed of stories) {
    terminal.write('');
    showStory(previewed, { event, terminal });
  }
}

function showStory(
  { story, prepared }: PreviewedStory,
  { event, terminal }: { event: CoverageEvent; terminal: Terminal },
): void {
  const { bold, dim, yellow } = terminal.colours;
  terminal.write(bold(story.item.title ?? story.item.link ?? '(no title)'));
  for (const reason of reasonsOf({ story, prepared }))
    for (const line of wrapLine(reason, terminal.columns - 2)) terminal.write(dim(`  ${line}`));
  for (const { delivery } of prepared.threads) {
    const heading = `${delivery.accountId} · ${tellTime(delivery.dueAt, event.zone)}`;
    for (const line of renderThread(threadOf(delivery, heading), terminal)) terminal.write(line);
  }
  for (const { accountId, failure } of prepared.withoutThread)
    terminal.write(yellow(`  ${accountId}: ${describeFailure(failure)}`));
}

function reasonsOf({ story, prepared }: PreviewedStory): readonly string[] {
  const { standing, article } = prepared;
  const reasons: string[] = [];
  if (standing.state === 'ignored')
    reasons.push(`ignored: ${tellIgnored(standing.because, standing.detail)}`);
  if (standing.state === 'held') reasons.push(tellHold(standing));
  if (standing.state === 'unplannable') reasons.push(`no thread: ${describeFailure(standing.failure)}`);
  if (standing.state === 'planned' && article?.fellBackBecause)
    reasons.push(
      `from the feed’s own text: ${describeFailure({ code: article.fellBackBecause, subject: story.item.link ?? story.id })}`,
    );
  const [place] = prepared.threads.flatMap(({ delivery }) => delivery.place ?? []);
  if (place) reasons.push(tellPlace(place));
  const leftOut = prepared.threads.flatMap((thread) =>
    thread.leftOut.map(
      ({ what, because, excerpt }) => `left out: ${what} (${because.replaceAll('-', ' ')}): ${excerpt}`,
    ),
  );
  return [...reasons, ...new Set(leftOut)];
}

function tellHold({ because, words }: Extract<StoryStanding, { state: 'held' }>): string {
  return because === 'hold-word'
    ? `would be held for: ${words.join(', ')}`
    : `would be held: ${tellHeld(because, words)}`;
}

import type { IgnoredBecause } from '../article/story.ts';
import { countOf } from '../observability/count-of.ts';
import { tellIgnored } from '../observability/journal-sentences.ts';
import type { Tally } from '../observability/tally.ts';
import { wrapLine } from './render-thread.ts';
import type { Terminal } from './terminal.ts';

/** What a rehearsal came to, as a short table, with the stories left aside and why. */
export function renderSummary(
  tally: Tally,
  { seconds, terminal }: { seconds: number; terminal: Terminal },
): readonly string[] {
  const { bold } = terminal.colours;
  const rows: readonly (readonly [string, string])[] = [
    ['stories seen', `${tally.stories}, ${tally.background} of them from before we began`],
    ['matched', `${tally.planned}`],
    ['ignored', `${tally.ignored.length}${reasons(tally)}`],
    ['changed', `${tally.revisions} after they were first seen (no second thread)`],
    ['threads', `${tally.threads}${momentsOf(tally)}`],
    ['posts', `${tally.posts}`],
    ['refusals', `${tally.refusals}${tally.held > 0 ? `, ${tally.held} held for a person` : ''}`],
    ...(tally.storiesHeld > 0
      ? [['held', `${tally.storiesHeld} for a person to approve or drop`] as const]
      : []),
    [
      'polls',
      [
        `${tally.polls}`,
        ...(tally.pollFailures > 0 ? [`${tally.pollFailures} failed`] : []),
        ...(tally.setAside > 0 ? [`${countOf(tally.setAside, 'feed')} set aside`] : []),
      ].join(', '),
    ],
    ['time', `${seconds.toFixed(1)} s; nothing was sent anywhere, nothing was kept`],
  ];
  return [
    bold('Summary'),
    ...rows.map(([name, value]) => `  ${name.padEnd(13)} ${value}`),
    ...ignoredLines(tally, terminal),
    ...leftOutLines(tally, terminal),
  ];
}

function momentsOf({ moments, momentsDropped }: Tally): string {
  if (moments + momentsDropped === 0) return '';
  const dropped = momentsDropped > 0 ? `; ${momentsDropped} came to nothing` : '';
  return `, ${moments} of them caused by the programme${dropped}`;
}

function reasons(tally: Tally): string {
  const counts = new Map<IgnoredBecause, number>();
  for (const { because } of tally.ignored) counts.set(because, (counts.get(because) ?? 0) + 1);
  const told = [...counts].map(([because, count]) => `${count} ${because.replaceAll('-', ' ')}`);
  return told.length > 0 ? ` (${told.join(', ')})` : '';
}

function ignoredLines(tally: Tally, terminal: Terminal): readonly string[] {
  if (tally.ignored.length === 0) return [];
  const { bold } = terminal.colours;
  return [
    bold('Left aside'),
    ...tally.ignored.flatMap(({ story, because, detail }) =>
      hanging(`“${story.title}”: ${tellIgnored(because, detail)}`, terminal),
    ),
  ];
}

function leftOutLines(tally: Tally, terminal: Terminal): readonly string[] {
  // The same picture or quote is left out once per account; people want to read it once.
  const told = new Set(
    tally.leftOut.map(
      ({ what, because, excerpt, story }) =>
        `${what} (${because.replaceAll('-', ' ')}) of “${story.title}”: ${excerpt}`,
    ),
  );
  if (told.size === 0) return [];
  return [
    terminal.colours.bold('Left out of threads'),
    ...[...told].flatMap((line) => hanging(line, terminal)),
  ];
}

function hanging(text: string, terminal: Terminal): readonly string[] {
  return wrapLine(text, terminal.columns - 4).map((line, index) =>
    index === 0 ? `  ${line}` : `    ${line}`,
  );
}

import { type Milliseconds, minute } from '../base/instant.ts';
import { countOf } from '../observability/count-of.ts';
import { deedDone } from '../observability/deed-sentences.ts';
import { tellStretch } from '../observability/tell-stretch.ts';
import type { AccountTimeline, Posted } from '../rehearsal/posted-timeline.ts';
import { tellMomentKind } from './tell-moment.ts';
import { tellTime } from './tell-time.ts';
import type { Terminal } from './terminal.ts';

/** What would have been posted, account by account: when, how long after the one before, and how each begins. */
export function renderTimeline(
  accounts: readonly AccountTimeline[],
  { zone, terminal }: { zone: string; terminal: Terminal },
): readonly string[] {
  const { bold, dim } = terminal.colours;
  if (accounts.length === 0) return [bold('Timeline'), '  nothing was posted'];
  return [
    bold('Timeline'),
    ...accounts.flatMap((account) => [
      `  ${bold(account.accountId)}  ${dim(tellPace(account))}`,
      ...account.posted.map((posted, index) =>
        line(posted, { before: account.posted[index - 1], zone, terminal }),
      ),
    ]),
  ];
}

function tellPace({ posted, mostInAnHour, smallestGap, longestGap }: AccountTimeline): string {
  const count = `${countOf(posted.length, 'thread')}, at most ${mostInAnHour} in an hour`;
  if (smallestGap === null || longestGap === null) return count;
  return `${count}, ${tellGap(smallestGap)} to ${tellGap(longestGap)} apart`;
}

function line(
  { at, posts, deed, moment, beginning }: Posted,
  { before, zone, terminal }: { before: Posted | undefined; zone: string; terminal: Terminal },
): string {
  const gap = before ? `+${tellGap(at - before.at)}` : '';
  const start = `  ${tellTime(at, zone)}  ${gap.padStart(12)}  ${tellPosts(posts, deed).padStart(8)}  `;
  const room = terminal.columns - start.length;
  const told =
    moment === null || selfSpeaking.has(moment) ? beginning : `${tellMomentKind(moment)}: ${beginning}`;
  const words = told.length > room ? `${told.slice(0, Math.max(0, room - 1))}…` : told;
  return `  ${start.trimStart()}${words}`;
}

function tellPosts(posts: number, deed: Posted['deed']): string {
  if (posts > 0) return countOf(posts, 'post');
  return deed === 'create' ? 'no post' : deedDone[deed];
}

/** Whose first line says already what it is; others begin with the name of the event. */
const selfSpeaking: ReadonlySet<string> = new Set([
  'starting-soon',
  'session-opener',
  'session-changed',
  'continuation',
]);

/** To the minute, since nobody plans by seconds; shorter ones as they are. */
function tellGap(gap: Milliseconds): string {
  return tellStretch(gap < minute ? gap : Math.round(gap / minute) * minute);
}

import { hasAgenda } from '../coverage/agenda/join-agendas.ts';
import type { CoverageEvent, EventAccount, PartsTemplate, PollCadence, Style } from '../coverage/event.ts';
import type { EventDays } from '../coverage/event-days.ts';
import type { AccountLogin } from '../networks/network.ts';
import type { NetworkName } from '../outbox/delivery.ts';
import { describeAgenda } from './describe-agenda.ts';
import { describeMoments, describeThreads } from './describe-moments.ts';
import type { EventFile } from './event-file.ts';
import { describeFeed, stretchOf } from './feed-keys.ts';
import { minutesOf } from './written-times.ts';

/** The event that a file without errors in `folder` describes, for the accounts it names. */
export function describeEvent(
  file: EventFile,
  { accounts, folder }: { accounts: readonly AccountLogin[]; folder: string },
): CoverageEvent {
  const agendaSource = describeAgenda(file, folder);
  return {
    id: file.event,
    title: file.title,
    place: file.place ?? null,
    ...daysOf(file),
    language: file.language,
    tags: file.tags,
    feeds: file.feeds.map(describeFeed),
    covers: file.covers,
    agendaSource,
    poll: cadenceOf(file, hasAgenda({ agendaSource })),
    moments: describeMoments(file),
    threads: describeThreads(file),
    parts: partsOf(file),
    pace: {
      threadsPerHour: file.pace['threads-per-hour'],
      threadsPerDay: file.pace['threads-per-day'],
      burst: burstOf(file.pace.burst),
      smallestGapMinutes: minutesOf(file.pace['smallest-gap']),
      quietHours: quietHoursOf(file.pace['quiet-hours']),
      freshMinutes: minutesOf(file.pace['fresh-for']),
      whenStale: file.pace['when-stale'],
    },
    ...(file.freshness && { freshness: freshnessOf(file.freshness) }),
    holdForApproval: file['hold-for-approval'],
    neverPost: file['never-post'],
    confirmOver: file['confirm-over'],
    accounts: Object.entries(file.accounts).flatMap(([name, style]) => {
      const account = accounts.find(({ accountId }) => accountId === name);
      return account ? [accountOf(file, { style, account })] : [];
    }),
  };
}

/** The days of the event; its first is its last when only one is written. */
export function daysOf({ zone, dates }: Pick<EventFile, 'zone' | 'dates'>): EventDays {
  const [firstDay = '', lastDay = firstDay] = dates.split(' to ');
  return { zone, firstDay, lastDay };
}

/** Cron lines as a list, however many are written. */
export function cronLinesOf(written: string | readonly string[]): readonly string[] {
  if (written === 'never') return [];
  return typeof written === 'string' ? [written] : written;
}

/** Lines of our own only where neither the operator nor an agenda says anything. */
function cadenceOf({ poll }: EventFile, followsAgenda: boolean): PollCadence {
  const linesOf = (written: string | readonly string[] | undefined, usual: string) =>
    written === undefined ? (followsAgenda ? null : [usual]) : cronLinesOf(written);
  return {
    during: linesOf(poll.during, '*/2 * * * *'),
    otherwise: linesOf(poll.otherwise, '*/15 * * * *'),
  };
}

function partsOf(file: EventFile): PartsTemplate {
  const written = file.parts.filter((part) => part !== 'opener');
  const numbered: Numbered = Object.assign({}, ...written.filter((part) => typeof part === 'object'));
  return {
    mostPosts: file['most-posts'],
    mostQuotes: numbered.quotes ?? (written.includes('quotes') ? 2 : 0),
    mostPoints: numbered.points ?? null,
    mostMedia: numbered.media ?? null,
    order: written.flatMap((part) => (typeof part === 'string' ? [part] : namesOf(part))),
  };
}

type Numbered = Partial<Record<PartsTemplate['order'][number], number | undefined>>;

function namesOf(part: Numbered): PartsTemplate['order'] {
  return (['quotes', 'points', 'media'] as const).filter((name) => part[name] !== undefined);
}

function freshnessOf(written: NonNullable<EventFile['freshness']>): NonNullable<CoverageEvent['freshness']> {
  return Object.fromEntries(
    Object.entries(written).flatMap(([network, stretch]) =>
      stretch === undefined ? [] : [[network, stretchOf(stretch)]],
    ),
  );
}

function burstOf(written: string): { threads: number; minutes: number } {
  const [threads = '', stretch = ''] = written.split(' in ');
  return { threads: Number(threads), minutes: minutesOf(stretch) };
}

function quietHoursOf(range: string | undefined): { from: string; to: string } | null {
  const [from, to] = range?.split(' to ') ?? [];
  return from !== undefined && to !== undefined ? { from, to } : null;
}

/** No thread is longer than what the account's server allows in a day. */
function accountOf(
  file: EventFile,
  { style: written, account }: { style: EventFile['accounts'][string]; account: AccountLogin },
): EventAccount {
  const { accountId, network, postsPerDay } = account;
  const style = styleOf(file, { style: written, network });
  if (postsPerDay === undefined) return { accountId, style };
  return {
    accountId,
    postsPerDay,
    style: { ...style, mostPosts: Math.min(style.mostPosts, postsPerDay) },
  };
}

function styleOf(
  file: EventFile,
  { style, network }: { style: EventFile['accounts'][string]; network: NetworkName },
): Style {
  return {
    visibility: { opener: style.visibility.opener, followUps: style.visibility['follow-ups'] },
    tags: style.tags ?? file.tags,
    language: style.language ?? file.language,
    mostPosts: style['most-posts'] ?? file['most-posts'],
    contentWarning: style['content-warning'] ?? null,
    handles: Object.fromEntries(
      Object.entries(file.people).flatMap(([name, handles]) => {
        const handle = handles[network];
        return handle === undefined ? [] : [[name, `@${handle.replace(/^@/, '')}`]];
      }),
    ),
    glossary: file.glossary,
  };
}

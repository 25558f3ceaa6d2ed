import { failed, type Result, success } from '../../base/failure.ts';
import type { Session } from '../../coverage/agenda/agenda.ts';
import type { CoverageEvent, Style } from '../../coverage/event.ts';
import type { SessionChange } from '../../coverage/moments/find-changes.ts';
import type { Moment } from '../../coverage/moments/moment.ts';
import { type Layout, layOutPost, layoutOfAccount } from '../layout.ts';
import type { Limits } from '../limits.ts';
import { tagLine } from '../opener.ts';
import { link, plain, tag } from '../spans.ts';
import type { Post, Span, Thread } from '../thread.ts';
import { changeBlocks } from './change-blocks.ts';
import { type Block, type Fillings, fillTemplate, wordsOf } from './fill-template.ts';
import { tellClock, tellDay, tellDays, tellSessionTime } from './moment-times.ts';
import { packPosts } from './pack-posts.ts';

/** All that the post of a moment can be made from. */
export interface MomentMatter {
  readonly moment: Moment;
  readonly event: CoverageEvent;
  /** The session it is about, and how that has changed. */
  readonly session: Session | null;
  readonly change: SessionChange | null;
  /** The programme of its day. */
  readonly sessions: readonly Session[];
  /** Posts of the account that it leads to, most telling first. */
  readonly links: readonly LabelledLink[];
  /** Where to go on. */
  readonly link: string | null;
  /** How many threads the day had. */
  readonly stories: number;
  /** The day's best quotes, as their posts said them. */
  readonly quotes: readonly Post[];
}

/** An address, and what it leads to in the agenda's or an article's own words. */
export interface LabelledLink {
  readonly label: string;
  readonly url: string;
}

/**
 * The post of a moment, or a few where one has no room: the operator's template or the fixed phrases of the account's
 * language, filled with the agenda's own words. The same matter gives the same thread. Fails with `nothing-to-post` when
 * there is nothing to say.
 */
export function composeMoment(
  matter: MomentMatter,
  { style, limits }: { style: Style; limits: Limits },
): Result<Thread> {
  const { moment, quotes } = matter;
  const layout = layoutOfAccount({ style, limits });
  const blocks = blocksOf(matter, layout);
  const onlyOne = moment.kind === 'opening' || moment.kind === 'hub-update';
  const [first, ...others] = packPosts(blocks, { layout, tags: tagLine(style.tags), onlyOne });
  if (first === undefined || blocks.length === 0)
    return failed({ code: 'nothing-to-post', subject: moment.key });
  return success({
    subject: moment.key,
    posts: [
      layOutPost({ role: 'opener', spans: first }, layout),
      ...others.map((spans) => layOutPost({ role: 'moment', spans }, layout)),
      ...(moment.kind === 'day-wrap-up' ? quotes : []),
    ],
    leftOut: [],
  });
}

function blocksOf(matter: MomentMatter, layout: Layout): readonly Block[] {
  const { moment, event, change } = matter;
  const { moments: wording } = layout.wording;
  const fillings = fillingsOf(matter, layout);
  const { moments: rules } = event;
  const words = (template: string | null | undefined, usual: readonly string[]) =>
    fillTemplate(template?.split('\n') ?? usual, fillings);
  switch (moment.kind) {
    case 'announcement':
      return words(rules.announcement?.template, wording.announcement);
    case 'opening':
    case 'hub-update':
      // Until there is something to lead to, the hub leads to the programme.
      return words(rules.opening?.template, wording.opening);
    case 'day-opening':
      return words(rules.dayOpening?.template, wording['day-opening']);
    case 'starting-soon':
      return words(rules.startingSoon?.template, wording['starting-soon']);
    case 'session-opener':
      return words(rules.sessionOpener?.template, wording['session-opener']);
    case 'session-changed':
      return change === null
        ? []
        : changeBlocks(change, { template: rules.sessionChanged?.template ?? null, event, fillings, layout });
    case 'day-wrap-up':
      // A heading over nothing would be all.
      if (!rules.dayWrapUp?.template && matter.stories === 0) return [];
      return words(rules.dayWrapUp?.template, wording['day-wrap-up']);
    case 'closing':
      return words(rules.closing?.template, wording.closing);
    case 'continuation':
      return words(null, [wording.goesOn]);
    case 'unpin':
      return [];
  }
}

function fillingsOf(matter: MomentMatter, layout: Layout): Fillings {
  const { event, moment, session, sessions, links, stories } = matter;
  const { language, wording } = layout;
  const { zone } = event;
  const [firstTag] = layout.style.tags;
  const { one, many } = wording.moments.threads;
  const today = moment.day;
  const given: Record<keyof Fillings, Fillings[keyof Fillings]> = {
    title: wordsOf(event.title),
    place: wordsOf(event.place),
    dates: wordsOf(tellDays(event, language)),
    day: wordsOf(moment.day && tellDay(moment.day, language)),
    session: wordsOf(session?.title ?? null),
    time: wordsOf(session && tellSessionTime(session.startsAt, { zone, language, today })),
    room: wordsOf(session?.room ?? null),
    speakers: wordsOf(session && speakersOf(session, layout)),
    stream: addressOf(session?.streamUrl ?? null),
    link: addressOf(matter.link ?? session?.links[0] ?? null),
    programme: linesOf(sessions.map((slot) => programmeLine(slot, { zone, language }))),
    links: linesOf(links.map((target) => linkLine(target, layout))),
    stories:
      stories > 0 ? wordsOf((stories === 1 ? one : many).replace('{count}', String(stories))) : undefined,
    pace: wordsOf(String(event.pace.threadsPerHour)),
    tag: firstTag === undefined ? undefined : [tag(firstTag)],
  };
  return Object.fromEntries(Object.entries(given).filter(([, filling]) => filling !== undefined));
}

function speakersOf({ speakers }: Session, { wording }: Layout): string {
  return speakers
    .map(({ name, office }) => (office === null ? name : `${name}${wording.roleSeparator}${office}`))
    .join(speakers.some(({ office }) => office !== null) ? '; ' : ', ');
}

function programmeLine(session: Session, at: { zone: string; language: string }): readonly Span[] {
  const room = session.room === null ? '' : ` (${session.room})`;
  return wordsOf(`${tellClock(session.startsAt, at)} ${session.title}${room}`) ?? [];
}

/** Where words can carry a link of their own they do; elsewhere the address stands behind them. */
function linkLine({ label, url }: LabelledLink, { limits }: Layout): readonly Span[] {
  const words = wordsOf(label) ?? [];
  const [only] = words;
  if (limits.measure.kind === 'bluesky' && only) return [{ kind: 'link', text: only.text, url }];
  return [...words, plain('\n'), link(url)];
}

function linesOf(lines: readonly (readonly Span[])[]): Fillings[keyof Fillings] {
  return lines.length === 0 ? undefined : { lines };
}

function addressOf(url: string | null): readonly Span[] | undefined {
  return url === null ? undefined : [link(url)];
}

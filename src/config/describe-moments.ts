import type { MomentRules, SessionMoment, ThreadShape } from '../coverage/moments/moment-rules.ts';
import { secondOfDay } from '../coverage/wall-clock.ts';
import type { WallTime } from '../coverage/zoned-time.ts';
import type { EventFile } from './event-file.ts';
import { minutesOf } from './written-times.ts';

type Written = EventFile['moments'];

/** The posts of its own that an event file without errors asks for. */
export function describeMoments({ moments }: EventFile): MomentRules {
  const hasProgramme = moments['day-opening'] ?? moments['starting-soon'] ?? moments['session-opener'];
  const changed = moments['session-changed'];
  return {
    announcement: fixedOf(moments.announcement),
    opening: fixedOf(moments.opening),
    dayOpening: dailyOf(moments['day-opening']),
    startingSoon: sessionOf(moments['starting-soon'], 15),
    sessionOpener: sessionOf(moments['session-opener'], 0),
    sessionChanged:
      changed === 'never' || hasProgramme === undefined ? null : { template: changed?.text ?? null },
    dayWrapUp: dailyOf(moments['day-wrap-up']),
    closing: fixedOf(moments.closing),
    unpinAfterDays: moments['unpin-after-days'] ?? null,
  };
}

/** How stories and sessions hang together. */
export function describeThreads({ threads }: EventFile): ThreadShape {
  if (typeof threads === 'string') return { kind: threads, mostPosts: usualMostPosts, keyMoments: [] };
  return { kind: threads.shape, mostPosts: threads['most-posts'], keyMoments: threads['key-moments'] };
}

/** Who is not signed in sees twenty answers deep on Mastodon (contexts_controller.rb, checked 2026-11). */
const usualMostPosts = 20;

function fixedOf(written: Written['announcement']): MomentRules['announcement'] {
  if (written === undefined) return null;
  const { at, text = null } = typeof written === 'string' ? { at: written } : written;
  return { at: wallTimeOf(at), template: text };
}

function dailyOf(written: Written['day-opening']): MomentRules['dayOpening'] {
  if (written === undefined) return null;
  const { at, text = null } = typeof written === 'string' ? { at: written } : written;
  return { secondOfDay: secondOfDay(at), template: text };
}

function sessionOf(written: Written['starting-soon'], usualMinutes: number): SessionMoment | null {
  if (written === undefined) return null;
  if (typeof written === 'string') {
    const { before, words } =
      /^(?:(?<before>\d+[mh]) before )?(?<words>.*) sessions$/.exec(written)?.groups ?? {};
    return {
      minutesBefore: before === undefined ? usualMinutes : minutesOf(before),
      chosenBy: words === 'all' || words === undefined ? null : words.split(/,\s*|\s+or\s+/),
      template: null,
    };
  }
  const { before, sessions, text = null } = written;
  return {
    minutesBefore: before === undefined ? usualMinutes : minutesOf(before),
    chosenBy: sessions === 'all' ? null : sessions,
    template: text,
  };
}

function wallTimeOf(written: string): WallTime {
  const [day = '', time = ''] = written.split(' ');
  return { day, secondOfDay: secondOfDay(time) };
}

import type { CoverageEvent } from '../../src/coverage/event.ts';
import { noMoments } from '../../src/coverage/moments/moment-rules.ts';

/** An event of these feeds, of whose stories none belongs. */
export function anEventWith(urls: readonly string[], { cadence }: { cadence: string }): CoverageEvent {
  return {
    id: 'bench',
    title: 'Bench',
    place: null,
    zone: 'Etc/UTC',
    firstDay: '2017-11-14',
    lastDay: '2017-11-15',
    language: 'en',
    tags: [],
    feeds: urls.map((url) => ({ url, catchUp: 0 })),
    covers: { any: ['nothing has this'], all: [], none: ['delegates'] },
    poll: { during: [cadence], otherwise: [cadence] },
    parts: { mostPosts: 6, mostQuotes: 2, mostPoints: null, mostMedia: null, order: [] },
    pace: {
      threadsPerHour: 6,
      threadsPerDay: 1000,
      burst: { threads: 20, minutes: 1 },
      smallestGapMinutes: 0,
      quietHours: null,
      freshMinutes: 10_000,
      whenStale: 'digest',
    },
    moments: noMoments,
    threads: { kind: 'per-story', mostPosts: 20, keyMoments: [] },
    agendaSource: { places: [], sessions: [] },
    holdForApproval: [],
    neverPost: [],
    accounts: [],
  };
}

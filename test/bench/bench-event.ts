import type { CoverageEvent } from '../../src/coverage/event.ts';
import { anEvent } from '../thread/builders.ts';

/** An event of these feeds, of whose stories none belongs. */
export function anEventWith(urls: readonly string[], { cadence }: { cadence: string }): CoverageEvent {
  return anEvent({
    id: 'bench',
    zone: 'Etc/UTC',
    firstDay: '2017-11-14',
    lastDay: '2017-11-15',
    feeds: urls.map((url) => ({ url, catchUp: 0 })),
    covers: { any: ['nothing has this'], all: [], none: ['delegates'] },
    poll: { during: [cadence], otherwise: [cadence] },
    accounts: [],
  });
}

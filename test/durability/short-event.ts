import { hour, type Instant, minute } from '../../src/base/instant.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import { planMoments } from '../../src/coverage/moments/plan-moments.ts';
import { localDayOf, localSecondOf } from '../../src/coverage/zoned-time.ts';
import type { AccountLogin } from '../../src/networks/network.ts';
import { aSession } from '../coverage/agenda/schedules.ts';
import { anEvent } from '../pipeline/newsroom.ts';

/**
 * An event of half an hour with all that the agenda causes: a hub that is pinned, kept up to date and unpinned again,
 * a day that opens and is looked back on, three sessions; each fresh for hours, however often its worker is killed.
 */
export function aShortEvent(startsAt: Instant, accounts: readonly AccountLogin[]): CoverageEvent {
  const zone = zoneWithNoonAt(startsAt);
  const template = null;
  const daily = (after: number) => ({
    secondOfDay: localSecondOf(startsAt + after * minute, zone),
    template,
  });
  const at = (after: number) => {
    const day = localDayOf(startsAt, zone);
    return { at: { day, secondOfDay: daily(after).secondOfDay }, template };
  };
  const session = (after: number) =>
    aSession({
      id: `session-${after}`,
      title: `Session ${after}`,
      startsAt: startsAt + after * minute,
      endsAt: startsAt + after * minute + 11 * hour,
      zone,
    });
  const [style] = anEvent.accounts.map((account) => account.style);
  if (!style) throw new Error('an event has accounts');
  return {
    ...anEvent,
    zone,
    firstDay: localDayOf(startsAt, zone),
    lastDay: localDayOf(startsAt, zone),
    agendaSource: { places: [], sessions: [2, 3, 4].map(session) },
    moments: {
      announcement: null,
      opening: at(1),
      dayOpening: daily(1.5),
      startingSoon: null,
      sessionOpener: { minutesBefore: 0, chosenBy: null, template },
      sessionChanged: null,
      // No story is told here, of which a wrap-up could be made.
      dayWrapUp: { ...daily(5), template: 'That was {day}.' },
      closing: at(12),
      unpinAfterDays: (14 * minute) / (24 * hour),
    },
    accounts: accounts.map(({ accountId }) => ({ accountId, style })),
  };
}

/** How many moments an event of one agenda has for each account. */
export function countMoments(event: CoverageEvent): number {
  const { sessions } = event.agendaSource;
  return planMoments(event, { title: null, zone: event.zone, sessions }).length;
}

/** Where it is about noon, so that no midnight falls into the event. */
function zoneWithNoonAt(instant: Instant): string {
  const ahead = 12 - (Math.floor(instant / hour) % 24);
  return ahead === 0 ? 'UTC' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

import { describe, expect, it } from 'vitest';
import { formatInstant, hour, minute, parseInstant } from '../../../src/base/instant.ts';
import type { Session } from '../../../src/coverage/agenda/agenda.ts';
import { findCorrections, tellSession } from '../../../src/coverage/moments/find-changes.ts';
import { type MomentSource, planMoments } from '../../../src/coverage/moments/plan-moments.ts';
import { noMoments } from './no-moments.ts';

const template = null;
const at = (text: string) => parseInstant(text) ?? 0;

function aSession(about: Partial<Session> = {}): Session {
  const startsAt = about.startsAt ?? at('2017-11-14T18:00:00Z');
  return {
    id: 'opening',
    title: 'Opening plenary',
    startsAt,
    endsAt: startsAt + hour,
    zone: 'America/Vancouver',
    isAllDay: false,
    room: 'Hall A',
    track: null,
    speakers: [],
    language: null,
    links: [],
    streamUrl: null,
    isCancelled: false,
    ...about,
  };
}

function anEvent(about: Partial<MomentSource> = {}): MomentSource {
  return {
    zone: 'America/Vancouver',
    firstDay: '2017-11-14',
    lastDay: '2017-11-15',
    moments: {
      ...noMoments,
      startingSoon: { minutesBefore: 15, chosenBy: ['plenary'], template },
      sessionChanged: { template },
    },
    ...about,
  };
}

const agendaOf = (...sessions: readonly Session[]) => ({ title: null, zone: 'America/Vancouver', sessions });

const shown = (event: MomentSource, ...sessions: readonly Session[]) =>
  planMoments(event, agendaOf(...sessions)).map(
    ({ key, dueAt }) => `${key} ${formatInstant(dueAt).slice(0, 16)}`,
  );

describe('the moments of an event', () => {
  it('are those of chosen sessions that take place, by words of track or title', () => {
    expect(
      shown(
        anEvent(),
        aSession(),
        aSession({ id: 'lunch', title: 'Lunch' }),
        aSession({ id: 'track', title: 'Pledges', track: 'Plenary' }),
        aSession({ id: 'off', isCancelled: true }),
        aSession({ id: 'days', isAllDay: true }),
      ),
    ).toEqual(['starting-soon:opening 2017-11-14T17:45', 'starting-soon:track 2017-11-14T17:45']);
  });

  it.each([
    ['Europe/Berlin', '2026-10-25', '2026-10-25T00:30'],
    ['Europe/Berlin', '2027-03-28', '2027-03-28T01:30'],
    ['America/Vancouver', '2017-11-05', '2017-11-05T10:30'],
    ['Asia/Kathmandu', '2017-11-14', '2017-11-13T20:45'],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T12:30'],
    ['Australia/Lord_Howe', '2026-10-04', '2026-10-03T15:30'],
  ])('open a day in %s on %s by its own clocks', (zone, day, expected) => {
    const moments = { ...noMoments, dayOpening: { secondOfDay: 2.5 * 3600, template } };
    const event = anEvent({ zone, firstDay: day, lastDay: day, moments });
    expect(shown(event)).toEqual([`day-opening:${day} ${expected}`]);
  });

  it('say until when each makes sense', () => {
    const [soon] = planMoments(anEvent(), agendaOf(aSession()));
    expect(soon?.freshUntil).toBeLessThan(aSession().startsAt);
  });
});

describe('a session that followers were told of', () => {
  const told = [
    { key: 'starting-soon:opening', kind: 'starting-soon' as const, told: [tellSession(aSession())] },
  ];
  const now = aSession().startsAt - 10 * minute;
  const corrections = (...sessions: readonly Session[]) =>
    findCorrections(anEvent(), { agenda: agendaOf(...sessions), tellings: told, now }).map(
      ({ moment }) => moment.key,
    );

  it.each([
    ['moved', aSession({ startsAt: aSession().startsAt + hour })],
    ['renamed', aSession({ title: 'Opening ceremony' })],
    ['relocated', aSession({ room: 'Hall B' })],
    ['cancelled', aSession({ isCancelled: true })],
    ['gone', aSession({ id: 'another' })],
  ])('is corrected when it is %s', (_, session) => {
    expect(corrections(session)).toEqual(['session-changed:opening:1']);
  });

  it('is left alone when nothing changed, and once it is long over', () => {
    expect(corrections(aSession())).toEqual([]);
    const agenda = agendaOf(aSession({ room: 'Hall B' }));
    expect(findCorrections(anEvent(), { agenda, tellings: told, now: now + 5 * hour })).toEqual([]);
  });

  it('is not taken for cancelled while the agenda cannot be read', () => {
    expect(corrections()).toEqual([]);
  });

  it('is corrected again when it changes again', () => {
    const moved = aSession({ room: 'Hall B' });
    const tellings = [...told, { key: 'x', kind: 'session-changed' as const, told: [tellSession(moved)] }];
    expect(findCorrections(anEvent(), { agenda: agendaOf(moved), tellings, now })).toEqual([]);
    const [again] = findCorrections(anEvent(), { agenda: agendaOf(aSession()), tellings, now });
    expect(again?.moment.key).toBe('session-changed:opening:2');
  });
});

import { describe, expect, test } from 'vitest';
import { formatInstant, hour, minute } from '../../../src/base/instant.ts';
import type { AgendaPlace, Session } from '../../../src/coverage/agenda/agenda.ts';
import { compareAgendas } from '../../../src/coverage/agenda/compare-agendas.ts';
import { joinAgendas } from '../../../src/coverage/agenda/join-agendas.ts';
import { nextLiveAt } from '../../../src/coverage/agenda/live.ts';
import { nextReadingAt } from '../../../src/coverage/agenda/next-reading.ts';
import { processorTime } from '../../processor-time.ts';
import { aSession, at } from './schedules.ts';

const nine = at('2017-11-14T09:00:00-08:00');

describe('two readings of an agenda', () => {
  const told = (before: readonly Session[], after: readonly Session[]) =>
    compareAgendas({ sessions: before }, { sessions: after }).map(
      (change) => `${change.kind} ${(change.kind === 'added' ? change.after : change.before).id}`,
    );
  const one = aSession({ id: 'one', room: 'Hall' });

  test.each([
    ['nothing', one, []],
    ['a session moved', { ...one, startsAt: nine + hour, endsAt: nine + 2 * hour }, ['moved one']],
    ['a session that takes longer', { ...one, endsAt: nine + 2 * hour }, ['moved one']],
    ['a session renamed', { ...one, title: 'Other' }, ['renamed one']],
    ['a session in another room', { ...one, room: 'Annex' }, ['relocated one']],
    ['a session cancelled', { ...one, isCancelled: true, title: 'CANCELLED Session' }, ['cancelled one']],
    [
      'a session moved and renamed',
      { ...one, title: 'Other', startsAt: nine - hour },
      ['moved one', 'renamed one'],
    ],
    ['what is nobody’s concern', { ...one, links: ['https://x.example/'], language: 'pt' }, []],
  ])('tell of %s', (_, after, changes) => {
    expect(told([one], [after])).toEqual(changes);
  });

  test('tell of what was added, is gone, and is on again', () => {
    const off = { ...one, isCancelled: true };
    expect(told([], [one])).toEqual(['added one']);
    expect(told([one], [])).toEqual(['cancelled one']);
    expect(told([off], [one])).toEqual(['reinstated one']);
    expect(told([off], [])).toEqual([]);
    expect(told([], [off])).toEqual([]);
  });

  test('of a thousand sessions are compared within 50 ms', () => {
    const before = Array.from({ length: 1007 }, (_, n) =>
      aSession({ id: `${n}`, startsAt: nine + n * minute }),
    );
    const after = before.map((session) => ({ ...session, startsAt: session.startsAt + minute }));
    const compare = () => compareAgendas({ sessions: before }, { sessions: after });
    expect(compare().length).toBe(1007);
    expect(processorTime(compare)).toBeLessThan(50);
  });
});

describe('the agenda of an event', () => {
  const event = { title: 'Harbour Days', zone: 'America/Vancouver' };

  test('is what its file and its places say, in the order of time, the file being right about a session', () => {
    const written = [aSession({ id: 'opening', title: 'As the desk knows it', startsAt: nine + hour })];
    const first = [aSession({ id: 'opening' }), aSession({ id: 'talk', startsAt: nine + 2 * hour })];
    const second = [
      aSession({ id: 'talk', title: 'Elsewhere' }),
      aSession({ id: 'early', startsAt: nine - hour }),
    ];
    const agendas = [first, second].map((sessions) => ({ title: null, zone: 'UTC', sessions }));
    const joined = joinAgendas({ ...event, agendaSource: { places: [], sessions: written } }, agendas);
    expect(joined).toMatchObject({ title: 'Harbour Days', zone: 'America/Vancouver' });
    expect(joined.sessions.map(({ title }) => title)).toEqual([
      'Session early',
      'As the desk knows it',
      'Session talk',
    ]);
  });

  test('is live from the start of a session to before its end', () => {
    const sessions = [aSession({ id: 'one' })];
    const next = (from: number) => nextLiveAt({ sessions }, from);
    expect([nine - 1, nine, nine + hour - 1, nine + hour].map(next)).toEqual([
      nine,
      nine,
      nine + hour - 1,
      null,
    ]);
  });

  test('is live next when a session starts, and now while one is under way', () => {
    const sessions = [aSession({ id: 'one' }), aSession({ id: 'two', startsAt: nine + 5 * hour })];
    const next = (from: number) => nextLiveAt({ sessions }, from);
    expect([nine - hour, nine + minute, nine + hour, nine + 6 * hour].map(next)).toEqual([
      nine,
      nine + minute,
      nine + 5 * hour,
      null,
    ]);
  });

  test.each([
    ['is cancelled', { isCancelled: true }],
    ['takes whole days', { isAllDay: true }],
    ['goes on for longer than a day', { endsAt: nine + 30 * hour }],
  ])('is not live for what %s', (_, session) => {
    expect(nextLiveAt({ sessions: [aSession({ id: 'one', ...session })] }, nine + minute)).toBeNull();
  });
});

describe('an agenda is read again', () => {
  const days = { zone: 'America/Vancouver', firstDay: '2017-11-14', lastDay: '2017-11-15' };
  const agenda = { sessions: [aSession({ id: 'one' })] };
  const announcements = [nine - 15 * minute];
  const address: AgendaPlace = { kind: 'address', url: 'https://harbour.example/a.ics' };

  test.each([
    ['every six hours long before', '2017-11-01T12:00:00Z', '2017-11-01T18:00:00.000Z'],
    ['every hour two days before', '2017-11-13T12:00:00Z', '2017-11-13T13:00:00.000Z'],
    ['every ten minutes on its days', '2017-11-14T20:00:00Z', '2017-11-14T20:10:00.000Z'],
    ['right before something is announced', '2017-11-14T16:41:00Z', '2017-11-14T16:43:00.000Z'],
    ['right before it starts', '2017-11-14T16:55:00Z', '2017-11-14T16:58:00.000Z'],
    ['once a day after', '2017-11-17T12:00:00Z', '2017-11-18T12:00:00.000Z'],
  ])('%s', (_, now, next) => {
    expect(formatInstant(nextReadingAt(address, { agenda, days, announcements, now: at(now) }))).toBe(next);
  });

  test('twice a minute in a file of ours', () => {
    expect(nextReadingAt({ kind: 'file', path: 'a.ics' }, { agenda, days, announcements, now: 0 })).toBe(
      30_000,
    );
  });
});

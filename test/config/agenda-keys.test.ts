import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadEvents } from '../../src/config/load-events.ts';
import type { CoverageEvent } from '../../src/coverage/event.ts';
import { aFolderWith, anEventText, fixture } from './folder.ts';
import { problemsOf, secrets } from './problems-of.ts';

/** The event that the smallest sound file describes with these lines, beside the folder it is in. */
async function eventWith(
  lines: Readonly<Record<string, string>>,
): Promise<{ event: CoverageEvent; folder: string }> {
  const folder = await aFolderWith({
    'event.yaml': await anEventText(lines),
    'accounts.yaml': await readFile(fixture('accounts.yaml')),
  });
  const { events, problems } = await loadEvents([join(folder, 'event.yaml')], secrets);
  const [event] = events;
  if (!event) throw new Error(problems.map(({ sentence }) => sentence).join('\n'));
  return { event, folder };
}

const agendaProblems = async (agenda: string, lines: Readonly<Record<string, string>> = {}) =>
  problemsOf(await anEventText({ agenda, ...lines }));

describe('the agenda in an event file', () => {
  test('may be an address or a file, which is seen from there', async () => {
    const { event, folder } = await eventWith({ agenda: ' programme.ics' });
    expect(event.agendaSource.places).toEqual([{ kind: 'file', path: join(folder, 'programme.ics') }]);
    const { event: other } = await eventWith({
      agenda: ' [webcal://harbour.example/a.ics, /etc/agenda.xml]',
    });
    expect(other.agendaSource.places).toEqual([
      { kind: 'address', url: 'https://harbour.example/a.ics' },
      { kind: 'file', path: '/etc/agenda.xml' },
    ]);
  });

  test('may have sessions in it, in any order', async () => {
    const { event } = await eventWith({
      zone: ' Europe/Lisbon',
      agenda: `
  - id: talk
    title: Talk
    starts: 2026-06-06 11:00
    ends: 12:30
    zone: Europe/Berlin
    room: Great Hall
    track: Plenary
    speakers: [Rui Cais, { name: Ana Porto, office: Harbour Master, bluesky: ana.example.org }]
    language: pt
    links: [https://harbour.example/talk]
    stream: https://stream.example/hall
    cancelled: true
  - { id: fair, title: Fair, starts: 2026-06-06, ends: 2026-06-06 }
  - https://harbour.example/a.ics`,
    });
    expect(event.agendaSource.places.length).toBe(1);
    expect(event.agendaSource.sessions).toMatchObject([
      { id: 'fair', isAllDay: true, zone: 'Europe/Lisbon', room: null, speakers: [], isCancelled: false },
      {
        id: 'talk',
        zone: 'Europe/Berlin',
        isAllDay: false,
        room: 'Great Hall',
        speakers: [
          { name: 'Rui Cais', office: null, handles: {} },
          { name: 'Ana Porto', office: 'Harbour Master', handles: { bluesky: '@ana.example.org' } },
        ],
        streamUrl: 'https://stream.example/hall',
        isCancelled: true,
      },
    ]);
    const [fair, talk] = event.agendaSource.sessions;
    expect((talk?.startsAt ?? 0) - (fair?.startsAt ?? 0)).toBe(10 * 3_600_000);
    expect((fair?.endsAt ?? 0) - (fair?.startsAt ?? 0)).toBe(24 * 3_600_000);
  });

  test('lets the feeds be polled by it, unless the file says when', async () => {
    const cadence = async (lines: Record<string, string>) => (await eventWith(lines)).event.poll;
    expect(await cadence({ agenda: ' a.ics' })).toEqual({ during: null, otherwise: null });
    expect(await cadence({ agenda: ' a.ics', poll: '\n  during: "*/5 * * * *"' })).toEqual({
      during: ['*/5 * * * *'],
      otherwise: null,
    });
    expect(await cadence({})).toEqual({ during: ['*/2 * * * *'], otherwise: ['*/15 * * * *'] });
  });

  const session = (starts: string, ends: string, more = '') =>
    `\n  - { id: talk, title: Talk, starts: ${starts}, ends: ${ends}${more} }`;

  test.each([
    [
      'an end before the start',
      session('2026-06-06 11:00', '10:00'),
      'The session ends (10:00) before it starts (2026-06-06 11:00); if that is past midnight, write the day too.',
    ],
    [
      'days the wrong way round',
      session('2026-06-06', '2026-06-05'),
      'The session ends (2026-06-05) before it starts (2026-06-06).',
    ],
    [
      'a time and a day',
      session('2026-06-06 11:00', '2026-06-07'),
      'The session starts 2026-06-06 11:00 and ends 2026-06-07; write a time for both, or a day for both.',
    ],
    [
      'a time that is none',
      session('"2026-06-06 25:00"', '12:00'),
      '"2026-06-06 25:00" is not when a session starts; write 2017-11-14 09:00, or a day for whole days.',
    ],
    [
      'an unknown zone',
      session('2026-06-06 11:00', '12:00', ', zone: Europe/Lisboa'),
      '"Europe/Lisboa" is not a time zone; did you mean "Europe/Lisbon"?',
    ],
    [
      'a time that no clock shows',
      session('2026-06-06 11:00', '2027-03-28 02:30', ', zone: Europe/Berlin'),
      'No clock in Europe/Berlin shows 02:30 on 2027-03-28: the clocks are set forward over it.',
    ],
    [
      'two sessions with one id',
      session('2026-06-06 11:00', '12:00').repeat(2),
      /^Two sessions have the id "talk", the first in line \d+; give each its own\.$/,
    ],
    [
      'an unknown key',
      session('2026-06-06 11:00', '12:00', ', hall: A'),
      /^Unknown key "hall".* Known here: id, title, starts, ends, /,
    ],
    [
      'an address that is none',
      ' ftp://harbour.example/a.ics',
      '"ftp:" is not read; write an https:// address or the path of a file.',
    ],
    [
      'a session on another day',
      session('2026-07-06 11:00', '12:00'),
      'The session is not on the days of the event, 2026-06-06 to 2026-06-06.',
    ],
  ])('with %s has this told at its place', async (_, agenda, sentence) => {
    const told = await agendaProblems(agenda);
    expect(told.length).toBe(1);
    const [place, said] = told[0]?.split(/ {2}(?:error|warning) {2}/) ?? [];
    expect(place).toMatch(/^event:\d+:\d+$/);
    if (typeof sentence === 'string') expect(said).toBe(sentence);
    else expect(said).toMatch(sentence);
  });
});

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { serveOnLoopback } from '../web/loopback-server.ts';
import { aFolder } from './harbour-days.ts';
import { rapporteur } from './program.ts';

const archive = (name: string) =>
  fileURLToPath(new URL(`../../src/rehearsal/archive/vancouver/${name}`, import.meta.url));

const accounts = `accounts:
  desk: { network: bluesky, handle: desk.example.org, secret-from: DESK_PASSWORD }
`;

describe('`agenda`', () => {
  it('shows a schedule day by day on its own clocks', async () => {
    const { exitCode, stdout, stderr } = await rapporteur(['agenda', archive('programme.ics')], {
      cwd: await aFolder(),
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(
      /^UN Peacekeeping Defence Ministerial · 12 sessions · times in America\/Vancouver\n\nTuesday 14 November 2017\n {2}08:00–08:45 {2}Registration and coffee\n {15}Foyer · Around the programme · en\n/,
    );
    expect(stdout).toContain('Marit Solheim-Okoro, Chair of the opening session\n');
  });

  it('is the same whatever the zone of the machine', async () => {
    const shown = ['UTC', 'Pacific/Apia', 'Australia/Lord_Howe'].map(async (TZ) => {
      const words = ['agenda', archive('programme.ics'), '--json'];
      return (await rapporteur(words, { cwd: await aFolder(), env: { TZ } })).stdout;
    });
    const [one, ...others] = await Promise.all(shown);
    expect(JSON.parse(one ?? '').sessions.length).toBe(12);
    expect(others).toEqual([one, one]);
  });

  it('shows one day, as JSON too', async () => {
    const words = ['agenda', archive('programme-moved.ics'), '--day', '2017-11-14', '--json'];
    const { exitCode, stdout } = await rapporteur(words, { cwd: await aFolder() });
    const shown = JSON.parse(stdout);
    expect({ exitCode, ...shown, sessions: shown.sessions.length }).toMatchObject({
      exitCode: 0,
      event: null,
      timeZone: 'America/Vancouver',
      sessions: 7,
      problems: [],
    });
    expect(shown.sessions.find(({ id }: { id: string }) => id.startsWith('women'))).toMatchObject({
      start: '2017-11-14T14:30:00-08:00',
      end: '2017-11-14T16:00:00-08:00',
      room: 'Great Hall',
    });
  });

  it('reads an event file with its sessions, its files and its addresses, in the zone of the event', async () => {
    const server = await serveOnLoopback((_, response) => void response.end('<!DOCTYPE html><html></html>'));
    onTestFinished(() => server.close());
    const folder = await aFolder();
    const event = (agenda: string) => `event: harbour
title: Harbour Days
zone: Europe/Lisbon
dates: 2017-11-14
language: en
agenda:
  - { id: opening, title: Opening, starts: 2017-11-14 09:00, ends: 10:00 }
  - ${archive('programme.ics')}
${agenda}feeds: [{ url: https://news.example/rss.xml }]
moments: { day-opening: { at: "08:15" } }
covers: { any: ["*"] }
accounts: { desk: {} }
`;
    await writeFile(join(folder, 'accounts.yaml'), accounts);
    await writeFile(join(folder, 'harbour.yaml'), event(''));
    const read = await rapporteur(['agenda', 'harbour.yaml', '--json'], { cwd: folder });
    const shown = JSON.parse(read.stdout);
    expect(shown).toMatchObject({
      event: 'harbour',
      timeZone: 'Europe/Lisbon',
      moments: [{ key: 'day-opening:2017-11-14', kind: 'day-opening', due: '2017-11-14T08:15:00+00:00' }],
    });
    expect(shown.sessions.slice(0, 2)).toMatchObject([
      { id: 'opening', start: '2017-11-14T09:00:00+00:00' },
      { title: 'Registration and coffee', start: '2017-11-14T16:00:00+00:00', zone: 'America/Vancouver' },
    ]);
    await writeFile(join(folder, 'harbour.yaml'), event(`  - ${server.origin}/a.ics\n`));
    const env = { RAPPORTEUR_ALLOW_HOSTS: server.host };
    const { exitCode, stdout, stderr } = await rapporteur(['agenda', 'harbour.yaml'], { cwd: folder, env });
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      `${server.origin}/a.ics  error  ${server.origin}/a.ics is a web page, not a schedule`,
    );
    expect(stdout).toMatch(/^Harbour Days · \d+ sessions/);
    expect(stdout).toMatch(/What will be posted by it\n {2}Tue 14 Nov 08:15 \S+ {2}day opening\n$/);
  });

  it('tells file, line and column of what is wrong, and exits with 1', async () => {
    const folder = await aFolder();
    const wrong =
      'BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Talk\nDTSTART:20260606T090000Z\nDTEND:20260606T080000Z\nEND:VEVENT\nEND:VCALENDAR\n';
    await writeFile(join(folder, 'wrong.ics'), wrong);
    expect(await rapporteur(['agenda', 'wrong.ics'], { cwd: folder })).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'wrong.ics:6:1  error  “Talk” ends before it starts.\n',
    });
    const { stdout } = await rapporteur(['agenda', 'wrong.ics', '--json'], { cwd: folder });
    expect(JSON.parse(stdout)).toMatchObject({
      sessions: [],
      moments: [],
      problems: [{ file: 'wrong.ics', line: 6, column: 1, severity: 'error' }],
    });
  });

  it('refuses a day that the calendar does not have', async () => {
    const words = ['agenda', archive('programme.ics'), '--day', '2017-11-31'];
    expect((await rapporteur(words, { cwd: await aFolder() })).exitCode).toBe(2);
  });
});

import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aCalendar, anEntry } from '../coverage/agenda/schedules.ts';
import { type RunningDouble, startDouble } from '../networks/mastodon/running-double.ts';
import { aFolder, planHarbourDays } from './harbour-days.ts';
import { rapporteur, startRapporteur } from './program.ts';
import { openPublisher } from './publisher.ts';

let double: RunningDouble;
beforeAll(async () => {
  double = await startDouble(['--no-budgets']);
});
afterAll(() => double.stop());

it('an agenda that loses most of its sessions is set aside, reddens health, and is taken on a word', async () => {
  const place = await programmed(8);
  const status = () => rapporteur(['status', '--health'], place);
  await runUntil(/8 sessions/, place);
  expect(await status()).toMatchObject({ exitCode: 0 });

  await writeFile(join(place.cwd, 'programme.ics'), calendarOf(3));
  await runUntil(
    /has lost most of its sessions at once[\s\S]*5 of 8: “Talk 4”, “Talk 5”, “Talk 6”, …/,
    place,
  );
  const { exitCode, stdout } = await status();
  expect(exitCode).toBe(1);
  const word = /rapporteur (agenda-accept) (\S*programme\.ics)/.exec(stdout);
  const command = [word?.[1] ?? '', word?.[2] ?? ''];
  expect((await rapporteur(['status'], place)).stdout).toContain(command.join(' '));

  expect(await rapporteur(command, place)).toEqual({
    exitCode: 0,
    stdout: `Accepted ${command[1]}: 3 sessions of Harbour Days from now on.\n`,
    stderr: '',
  });
  expect(await status()).toMatchObject({ exitCode: 0, stdout: 'At work: no feed is overdue.\n' });
  expect(await rapporteur(command, place)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('waits for no word of yours'),
  });
});

it('`agenda-accept --json` tells scripts what became of it', async () => {
  const place = await programmed(8);
  await runUntil(/8 sessions/, place);
  await writeFile(join(place.cwd, 'programme.ics'), calendarOf(3));
  await runUntil(/has lost most of its sessions at once/, place);
  const { agendas } = JSON.parse((await rapporteur(['status', '--json'], place)).stdout);
  const say = async (agenda: string) => {
    const { exitCode, stdout, stderr } = await rapporteur(['agenda-accept', agenda, '--json'], place);
    expect(stderr).toBe('');
    return { exitCode, ...JSON.parse(stdout) };
  };
  const programme = agendas[0].place;
  const of = { agenda: programme, event: 'harbour-days', sessions: 3, problem: null };
  expect(await say(programme)).toEqual({
    exitCode: 0,
    word: 'agenda-accept',
    agendas: [{ ...of, was: 'set-aside', became: 'followed', changed: true }],
    unknown: [],
  });
  expect(await say(programme)).toMatchObject({ exitCode: 1, agendas: [{ changed: false }], unknown: [] });
  expect(await say('elsewhere.ics')).toMatchObject({ exitCode: 1, agendas: [], unknown: ['elsewhere.ics'] });
});

it('an agenda of an event that is over reddens nothing', async () => {
  const place = await programmed(6, 2022);
  await runUntil(/6 sessions/, place);
  await writeFile(join(place.cwd, 'programme.ics'), calendarOf(0));
  await runUntil(/has lost most of its sessions at once/, place);
  expect(await rapporteur(['status', '--health'], place)).toMatchObject({ exitCode: 0 });
});

it('`agenda-accept` makes no store where there is none', async () => {
  const cwd = await aFolder();
  expect(await rapporteur(['agenda-accept', 'programme.ics'], { cwd })).toMatchObject({ exitCode: 1 });
  expect(await readdir(cwd)).toEqual([]);
});

/** Harbour Days, in a year to come, with a programme of so many talks in a file. */
async function programmed(talks: number, year = 2046) {
  const { feedUrl, host } = await openPublisher();
  const place = await planHarbourDays({
    feedUrl,
    server: double.address,
    token: double.token,
    openHosts: [host],
  });
  const file = join(place.cwd, 'event.yaml');
  const event = (await readFile(file, 'utf8')).replace(
    /^dates: .*$/m,
    `dates: ${year}-04-01 to ${year}-04-03`,
  );
  await writeFile(file, `${event}agenda: programme.ics\n`);
  await writeFile(join(place.cwd, 'programme.ics'), calendarOf(talks, year));
  return place;
}

function calendarOf(talks: number, year = 2046): string {
  const talk = (_: unknown, index: number) =>
    anEntry(
      `UID:talk-${index + 1}`,
      `SUMMARY:Talk ${index + 1}`,
      `DTSTART:${year}0402T0${index + 1}0000Z`,
      'DURATION:PT30M',
    );
  return aCalendar(...Array.from({ length: talks }, talk));
}

async function runUntil(words: RegExp, place: Awaited<ReturnType<typeof programmed>>): Promise<void> {
  const program = startRapporteur(['run', 'event.yaml'], place);
  await program.says(words);
  await program.end('SIGTERM');
}

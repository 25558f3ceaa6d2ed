import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type RunningDouble, startDouble } from '../networks/mastodon/running-double.ts';
import { aFeed } from '../pipeline/newsroom.ts';
import { serveOnLoopback } from '../web/loopback-server.ts';
import { planHarbourDays, theOpening } from './harbour-days.ts';
import { rapporteur } from './program.ts';
import { openPublisher } from './publisher.ts';

let double: RunningDouble;
beforeAll(async () => {
  double = await startDouble(['--no-budgets']);
});
afterAll(() => double.stop());

describe('`check`', () => {
  it('finds a sound event well, and says what its server allows', async () => {
    const { place, publisher } = await anEvent({ server: double.address, token: double.token });
    const { exitCode, stdout, stderr } = await rapporteur(['check', 'event.yaml'], place);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      'ok   harbour-days  Harbour Days, 2022-04-01 to 2022-04-03 (Europe/Lisbon): 1 feed, 3 terms, 1 account',
      `ok   ${publisher.feedUrl}  1 item`,
      'ok   press  @press@harbour.example on mastodon, marked as automated; 500 characters, a link counts 23, 4 pictures a post; allowed 2022-03-01 (https://harbour.example/rules)',
      'All is well.',
      '',
    ]);
    expect((await double.requests()).map(({ method }) => method)).not.toContain('POST');
  });

  it('asks an account that does not say so to call itself automated, and lets it publish nothing before', async () => {
    const server = await serveOnLoopback(({ url, headers }, response) => {
      response.setHeader('content-type', 'application/json');
      const asked = fetch(double.address + url, { headers: { authorization: headers.authorization ?? '' } });
      void asked
        .then((answer) => answer.text())
        .then((json) => response.end(json.replace('"bot":true', '"bot":false')));
    });
    onTestFinished(() => server.close());
    const { place } = await anEvent({ server: server.origin, token: double.token });
    const { exitCode, stdout } = await rapporteur(['check', 'event.yaml'], place);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^bad {2}press {2}.*tick “This is an automated account”/m);
    expect(stdout).toMatch(/^1 problem to mend\.$/m);

    const run = await rapporteur(['run', 'event.yaml'], place);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toMatch(/Nothing is covered: press may not publish yet: its profile/);
  });

  it('asks for the consent of a server that nobody has noted, and lets nothing run before', async () => {
    const { place } = await anEvent({ server: double.address, token: double.token });
    const accounts = join(place.cwd, 'accounts.yaml');
    await writeFile(accounts, (await readFile(accounts, 'utf8')).replace(/^ +consent:.*\n/m, ''));
    for (const command of ['check', 'run']) {
      const { exitCode, stdout, stderr } = await rapporteur([command, 'event.yaml'], place);
      expect(exitCode).toBe(1);
      expect(stdout + stderr).toMatch(/press may not publish yet: .* write consent: \{ link, date \}/);
    }
    const standIn = { ...place, env: { ...place.env, HARBOUR_TOKEN: '' } };
    expect((await rapporteur(['check', 'event.yaml'], standIn)).exitCode).toBe(0);
  });

  it('tells all that is wrong at once: files at their places, feeds, and accounts', async () => {
    const { place, publisher } = await anEvent({
      server: double.address,
      token: 'not-the-token',
      feedPath: theOpening().link,
    });
    await writeFile(join(place.cwd, 'tabs.yaml'), 'event: tabs\nfeeds:\n\t- url: https://news.example/rss\n');
    await writeFile(join(place.cwd, 'typing.yaml'), 'event: typing\ntitel: Typing\n');
    const { exitCode, stdout, stderr } = await rapporteur(
      ['check', 'event.yaml', 'tabs.yaml', 'typing.yaml', 'no-such.yaml'],
      place,
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^tabs\.yaml:3:1 {2}error {2}.*tab/im);
    expect(stderr).toMatch(/^typing\.yaml:2:1 {2}error {2}Unknown key "titel"; did you mean "title"\?/m);
    expect(stderr).toMatch(/^no-such\.yaml {2}error /m);
    expect(stdout).toContain(`bad  http://${publisher.host}${theOpening().link}  `);
    expect(stdout).toMatch(/is a web page, not a feed/);
    expect(stdout).toMatch(/^bad {2}press {2}.*token/m);
    expect(stdout).toMatch(/^\d+ problems to mend\.$/m);
    expect(stdout + stderr).not.toMatch(/^ +at /m);
  });

  it('says how often a publisher lets its feed be polled', async () => {
    const server = await serveOnLoopback((_, response) => {
      response.setHeader('cache-control', 'max-age=600');
      response.end(aFeed([]).replace('<link>', '<ttl>90</ttl><link>'));
    });
    onTestFinished(() => server.close());
    const feedUrl = `${server.origin}/feed`;
    const place = await planHarbourDays({
      feedUrl,
      server: double.address,
      token: double.token,
      openHosts: [server.host],
    });
    const { stdout } = await rapporteur(['check', 'event.yaml'], place);
    expect(stdout).toContain(`ok   ${feedUrl}  0 items; it asks for 1 h 30 min between polls`);
  });

  it('tells scripts the same with --json, on standard output alone', async () => {
    const { place, publisher } = await anEvent({ server: double.address, token: double.token });
    const sound = await rapporteur(['check', 'event.yaml', '--json'], place);
    expect(sound).toMatchObject({ exitCode: 0, stderr: '' });
    expect(JSON.parse(sound.stdout)).toMatchObject({
      problems: 0,
      findings: [
        { state: 'good', subject: 'harbour-days', sentence: expect.stringContaining('1 feed, 3 terms') },
        { state: 'good', subject: publisher.feedUrl, sentence: '1 item' },
        { state: 'good', subject: 'press' },
      ],
    });
    await writeFile(join(place.cwd, 'typing.yaml'), 'event: typing\ntitel: Typing\n');
    const faulty = await rapporteur(['check', 'typing.yaml', '--offline', '--json'], place);
    expect(faulty).toMatchObject({ exitCode: 1, stderr: '' });
    const { problems, findings } = JSON.parse(faulty.stdout);
    expect(problems).toBe(findings.length);
    expect(findings).toContainEqual({
      state: 'bad',
      subject: 'typing.yaml:2:1',
      sentence: expect.stringMatching(/^Unknown key "titel"; did you mean "title"\? Known here:/),
    });
    const none = await rapporteur(['check', 'accounts.yaml', '--json'], place);
    expect(JSON.parse(none.stdout)).toMatchObject({
      problems: 1,
      findings: [{ state: 'bad', subject: 'accounts.yaml', sentence: expect.stringMatching(/no event/) }],
    });
  });

  it('reads the agendas of an event, and with --offline those that are files', async () => {
    const { place, publisher } = await anEvent({ server: double.address, token: double.token });
    const page = `http://${publisher.host}${theOpening().link}`;
    const event = join(place.cwd, 'event.yaml');
    const text = await readFile(event, 'utf8');
    const programme = fileURLToPath(
      new URL('../../src/rehearsal/archive/vancouver/programme.ics', import.meta.url),
    );
    await writeFile(event, `${text}\nagenda: [${programme}, no-such.ics, ${page}]\n`);
    const asked = await rapporteur(['check', 'event.yaml'], place);
    expect(asked).toMatchObject({ exitCode: 1, stderr: '' });
    expect(asked.stdout).toMatch(/^ok {3}.*programme\.ics {2}0 sessions$/m);
    expect(asked.stdout).toMatch(/^note .*programme\.ics {2}.* has sessions that are not on the days/m);
    expect(asked.stdout).toMatch(/^bad {2}no-such\.ics {2}no-such\.ics can’t be read; check its name/m);
    expect(asked.stdout).toMatch(/^bad {2}http:.* is a web page, not a schedule/m);
    const offline = await rapporteur(['check', '--offline', 'event.yaml'], place);
    expect(offline.exitCode).toBe(1);
    expect(offline.stdout).toMatch(/^bad {2}no-such\.ics/m);
    expect(offline.stdout).not.toContain(page);
  });

  it('asks nobody anything with --offline', async () => {
    await double.reset();
    const { place, publisher } = await anEvent({ server: double.address, token: null });
    const { exitCode, stdout, stderr } = await rapporteur(['check', '--offline', 'event.yaml'], place);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^accounts\.yaml:7:18 {2}warning {2}.*HARBOUR_TOKEN/);
    expect(stdout).toMatch(/^ok {3}harbour-days .*\nAll is well\.\n$/);
    expect(publisher.requests).toEqual([]);
    expect(await double.requests()).toEqual([]);
  });

  it('wants an event file, and no accounts file in its place', async () => {
    const { place } = await anEvent({ server: double.address, token: double.token });
    const { exitCode, stdout, stderr } = await rapporteur(['check', 'accounts.yaml'], place);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '1 problem to mend.\n' });
    expect(stderr).toMatch(/^accounts\.yaml {2}error {2}This has no event; name an event file/);
  });
});

async function anEvent({
  server,
  token,
  feedPath = '/feed.xml',
}: {
  server: string;
  token: string | null;
  feedPath?: string;
}) {
  const publisher = await openPublisher();
  publisher.publish(theOpening());
  const place = await planHarbourDays({
    feedUrl: `http://${publisher.host}${feedPath}`,
    server,
    token,
    openHosts: [publisher.host],
  });
  return { place, publisher };
}

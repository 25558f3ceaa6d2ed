import { systemChance } from '../base/chance.ts';
import { systemClock } from '../base/clock.ts';
import type { Failure } from '../base/failure.ts';
import { minute } from '../base/instant.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import { pauseAsked } from '../feed/next-poll.ts';
import { parseFeed } from '../feed/parse-feed.ts';
import type { AccountLogin, Connection } from '../networks/network.ts';
import { countOf } from '../observability/count-of.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import { tellStretch } from '../observability/tell-stretch.ts';
import { findMissingConsent, findMissingFlag } from '../pipeline/go-live.ts';
import type { Limits } from '../thread/limits.ts';
import type { Web } from '../web/web.ts';
import { checkAgendas } from './check-agendas.ts';
import { type Finding, findingOf, renderFinding } from './finding.ts';
import { readCoverage } from './read-coverage.ts';
import type { Terminal } from './terminal.ts';
import { connectAccounts, forgetfulSessions, openWeb } from './wire.ts';

/** Looks at everything a run depends on and starts nothing; 1 when anything is wrong. */
export async function checkCommand(
  files: readonly string[],
  { offline, json }: { offline: boolean; json: boolean },
  terminal: Terminal,
): Promise<number> {
  const coverage = await readCoverage(files, terminal, { tells: json ? 'nothing' : 'all' });
  const findings: Finding[] = coverage.events.map(describeEvent);
  const web = openWeb(process.env);
  if (!offline) terminal.showProgress('Asking agendas, feeds and accounts …');
  findings.push(...(await checkAgendas(coverage.events, { web, offline })));
  if (!offline) {
    const connections = await connectAccounts(coverage.logins, {
      clock: systemClock,
      chance: systemChance,
      loadMedia: async () => null,
      sessions: forgetfulSessions,
    });
    findings.push(...(await Promise.all(feedsOf(coverage.events).map((url) => checkFeed(web, url)))));
    findings.push(
      ...(await Promise.all(
        coverage.logins.map((login) => checkAccount(login, connections.get(login.accountId))),
      )),
    );
    terminal.showProgress(null);
    for (const connection of connections.values()) await connection.close();
  }
  await web.close();
  const inFiles = coverage.problems.map(findingOf);
  const problems = [...inFiles, ...findings].filter(({ state }) => state === 'bad').length;
  if (json) {
    terminal.write(JSON.stringify({ problems, findings: [...inFiles, ...findings] }));
    return problems === 0 ? 0 : 1;
  }
  for (const finding of findings) terminal.write(renderFinding(finding, terminal));
  terminal.write(problems > 0 ? `${countOf(problems, 'problem')} to mend.` : allIsWell(findings));
  return problems === 0 ? 0 : 1;
}

function allIsWell(findings: readonly Finding[]): string {
  const notes = findings.filter(({ state }) => state === 'unsure').length;
  return notes === 0 ? 'All is well.' : `Nothing to mend; ${countOf(notes, 'note')} to read.`;
}

function describeEvent(event: CoverageEvent): Finding {
  const { any, all, none } = event.covers;
  const terms = countOf(any.length + all.length + none.length, 'term');
  return {
    state: 'good',
    subject: event.id,
    sentence: `${[event.title, event.place].filter(Boolean).join(', ')}, ${event.firstDay} to ${event.lastDay} (${event.zone}): ${countOf(event.feeds.length, 'feed')}, ${terms}, ${countOf(event.accounts.length, 'account')}`,
  };
}

function feedsOf(events: readonly CoverageEvent[]): readonly string[] {
  return [...new Set(events.flatMap((event) => event.feeds.map(({ url }) => url)))];
}

async function checkFeed(web: Web, url: string): Promise<Finding> {
  const answer = await web.fetch({ url, accept: 'feed' });
  if (answer.state === 'failed')
    return { state: 'bad', subject: url, sentence: describeFailure(answer.failure) };
  if (answer.state === 'not-modified')
    return { state: 'unsure', subject: url, sentence: 'answered “not modified” to a first request' };
  const parsed = await parseFeed(answer.body, { url: answer.url, contentType: answer.contentType });
  if (!parsed.ok) return { state: 'bad', subject: url, sentence: describeFailure(parsed.failure) };
  const moved = answer.url === url ? '' : `; it moved to ${answer.url}`;
  const pause = pauseAsked({
    polledAt: systemClock.now(),
    headers: answer.headers,
    wishes: parsed.value.wishes,
  });
  const politeness = pause > minute ? `; it asks for ${tellStretch(pause)} between polls` : '';
  const items = countOf(parsed.value.items.length, 'item');
  return { state: 'good', subject: url, sentence: `${items}${moved}${politeness}` };
}

async function checkAccount(login: AccountLogin, connection: Connection | undefined): Promise<Finding> {
  const subject = login.accountId;
  if (login.secret === null || !connection)
    return {
      state: 'unsure',
      subject,
      sentence: 'no secret is set: a stand-in, good for rehearsals and dry runs',
    };
  const bad = (failure: Failure): Finding => ({ state: 'bad', subject, sentence: describeFailure(failure) });
  const profile = await connection.verifyAccount();
  if (!profile.ok) return bad(profile.failure);
  const limits = await connection.readLimits();
  if (!limits.ok) return bad(limits.failure);
  const missing = findMissingFlag(profile.value, subject) ?? findMissingConsent(login);
  if (missing) return bad(missing);
  const sentence = `${profile.value.handle} on ${connection.network}, marked as automated; ${tellLimits(limits.value)}; ${tellConsent(login)}`;
  return { state: 'good', subject, sentence };
}

function tellConsent({ consent, postsPerDay }: AccountLogin): string {
  const cap = postsPerDay === undefined ? '' : `, ${countOf(postsPerDay, 'post')} a day`;
  return `allowed ${consent?.date} (${consent?.link})${cap}`;
}

function tellLimits({ measure, imagesPerPost }: Limits): string {
  const length =
    measure.kind === 'mastodon'
      ? `${measure.mostCharacters} characters, a link counts ${measure.charactersPerLink}`
      : `${measure.mostGraphemes} graphemes, ${measure.mostBytes} bytes`;
  return `${length}, ${countOf(imagesPerPost, 'picture')} a post`;
}

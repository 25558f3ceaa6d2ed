import { second } from '../base/instant.ts';
import { primaryLanguage } from '../base/language-tag.ts';
import { nextRun } from '../coverage/cron-line.ts';
import { periodOf } from '../coverage/event-days.ts';
import type { AccountLogin } from '../networks/network.ts';
import { checkSessions } from './agenda-problems.ts';
import { cronLinesOf, daysOf } from './describe-event.ts';
import type { EventFile } from './event-file.ts';
import { checkMoments } from './moment-problems.ts';
import type { ConfigProblem } from './problem.ts';
import { suggest } from './suggestion.ts';
import type { YamlFile } from './yaml-file.ts';

/** Accounts that the event names and its accounts file does not. */
export function checkAccounts(yaml: YamlFile, accounts: readonly AccountLogin[]): readonly ConfigProblem[] {
  const known = accounts.map((account) => account.accountId);
  return accountsNamedIn(yaml)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const sentence = `The accounts file has no "${name}"${suggest(name, known) || `; it has ${known.join(', ')}.`}`;
      return yaml.problemAtKey(['accounts', name], { severity: 'error', sentence });
    });
}

/** The accounts that the event names, whatever else is wrong with its file. */
export function accountsNamedIn({ value }: YamlFile): readonly string[] {
  const named = (value as { accounts?: unknown } | null | undefined)?.accounts;
  return typeof named === 'object' && named !== null && !Array.isArray(named) ? Object.keys(named) : [];
}

/** What one key of an event has against another. */
export function checkEvent(yaml: YamlFile, file: EventFile): readonly ConfigProblem[] {
  return [
    ...checkFeeds(yaml, file),
    ...checkLanguages(yaml, file),
    ...checkTags(yaml, file),
    ...checkCadence(yaml, file),
    ...checkSessions(yaml, file),
    ...checkMoments(yaml, file),
  ];
}

function checkFeeds(yaml: YamlFile, { feeds }: EventFile): readonly ConfigProblem[] {
  return feeds.flatMap(({ url }, at) => {
    if (feeds.findIndex((feed) => feed.url === url) === at) return [];
    const sentence = `The feed ${url} stands twice; keep one of them.`;
    return [yaml.problemAt(['feeds', at, 'url'], { severity: 'error', sentence })];
  });
}

/** Feeds in a language in which no account posts. */
function checkLanguages(yaml: YamlFile, { feeds, accounts, language }: EventFile): readonly ConfigProblem[] {
  const posted = Object.values(accounts).map((style) => primaryLanguage(style.language ?? language));
  return feeds.flatMap((feed, at) => {
    if (feed.language === undefined || posted.includes(primaryLanguage(feed.language))) return [];
    const sentence = `No account posts in ${feed.language}, so nothing of this feed is posted; give one of the accounts that language.`;
    return [yaml.problemAt(['feeds', at, 'language'], { severity: 'warning', sentence })];
  });
}

function checkTags(yaml: YamlFile, { tags, accounts }: EventFile): readonly ConfigProblem[] {
  const lists = [
    { path: ['tags'], tags },
    ...Object.entries(accounts).map(([name, style]) => ({
      path: ['accounts', name, 'tags'],
      tags: style.tags ?? [],
    })),
  ];
  return lists.flatMap(({ path, tags }) => {
    if (tags.length <= 2) return [];
    const sentence = `A thread carries two hashtags; ${tags.slice(2).join(', ')} will not be used.`;
    return [yaml.problemAt([...path, 2], { severity: 'warning', sentence })];
  });
}

/** Lines for the event's days that none of those days fits. */
function checkCadence(yaml: YamlFile, file: EventFile): readonly ConfigProblem[] {
  const days = daysOf(file);
  const { zone, firstDay, lastDay } = days;
  const { from, to } = periodOf(days);
  return cronLinesOf(file.poll.during ?? []).flatMap((line, at) => {
    if (nextRun(line, { after: from - second, until: to, zone }) !== null) return [];
    const sentence = `"${line}" is never due from ${firstDay} to ${lastDay}; the days of the event are these.`;
    return [yaml.problemAt(['poll', 'during', at], { severity: 'warning', sentence })];
  });
}

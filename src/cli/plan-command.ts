import { formatInstant } from '../base/instant.ts';
import { describeFailure } from '../observability/failure-sentences.ts';
import type { ForeseenPost } from '../pipeline/foresee.ts';
import { type Change, exceeds, usualMost } from '../pipeline/weigh-change.ts';
import { openDryRunCopy } from '../store/dry-run-copy.ts';
import { openStore } from '../store/open-store.ts';
import { readCoverage } from './read-coverage.ts';
import { databaseUrlOf } from './stored.ts';
import { tellChange } from './tell-change.ts';
import { tellMomentKind } from './tell-moment.ts';
import { tellTime } from './tell-time.ts';
import type { Terminal } from './terminal.ts';
import { weighWith } from './weighing.ts';
import { openWeb } from './wire.ts';

/** What `rapporteur plan` can be told. */
export interface PlanOptions {
  /** Lets the files take effect as they are, however much they post. */
  readonly approve: boolean;
  readonly json: boolean;
}

/** Tells what event files will post and cancel in the next day, beside what is in force; stores nothing but approvals. */
export async function planCommand(
  files: readonly string[],
  options: PlanOptions,
  terminal: Terminal,
): Promise<number> {
  const coverage = await readCoverage(files, terminal, { tells: 'errors' });
  if (!coverage.ok) return 1;
  const databaseUrl = databaseUrlOf(process.env);
  const opened = await (options.approve
    ? openStore({ databaseUrl, exclusive: false })
    : openDryRunCopy(databaseUrl));
  if (!opened.ok) {
    terminal.complain(describeFailure(opened.failure));
    return 1;
  }
  const store = opened.value;
  const web = openWeb(process.env);
  try {
    terminal.showProgress('Reading feeds and agendas …');
    const changes = await weighWith({ store, web })(coverage);
    terminal.showProgress(null);
    for (const change of changes) {
      if (options.json) terminal.write(JSON.stringify(changeJson(change)));
      else for (const line of renderChange(change, { ...options, terminal })) terminal.write(line);
      for (const failure of change.failures) terminal.complain(describeFailure(failure));
      if (options.approve) await store.events.approve(change.event);
    }
    return changes.every(({ failures }) => failures.length === 0) ? 0 : 1;
  } finally {
    await web.close();
    await store.close();
  }
}

function renderChange(
  change: Change,
  { approve, terminal }: { approve: boolean; terminal: Terminal },
): readonly string[] {
  const { bold, dim } = terminal.colours;
  const { event, posts, cancelled } = change;
  const most = event.confirmOver ?? usualMost;
  const way = approve
    ? 'Approved: it takes effect as it is now.'
    : `That is more than ${most} for one account, so that run waits for --yes, or for: rapporteur plan --approve`;
  const width = Math.max(0, ...[...posts, ...cancelled].map(({ accountId }) => accountId.length));
  const line = ({ dueAt, accountId, of, name }: ForeseenPost) =>
    `  ${tellTime(dueAt, event.zone)}  ${accountId.padEnd(width)}  ${of === 'moment' ? tellMomentKind(name) : `“${name}”`}`;
  return [
    bold([event.title, event.place].filter(Boolean).join(', ')),
    tellChange(change),
    ...posts.map(line),
    ...(cancelled.length > 0 ? [dim('Cancelled'), ...cancelled.map((post) => dim(line(post)))] : []),
    ...(approve || exceeds(change) ? [way] : []),
  ];
}

function changeJson(change: Change): object {
  const { event, state, posts, cancelled, failures } = change;
  const postJson = ({ dueAt, ...post }: ForeseenPost) => ({ ...post, dueAt: formatInstant(dueAt) });
  return {
    event: event.id,
    timeZone: event.zone,
    state,
    summary: tellChange(change),
    posts: posts.map(postJson),
    cancelled: cancelled.map(postJson),
    wantsApproval: exceeds(change),
    problems: failures.map(describeFailure),
  };
}

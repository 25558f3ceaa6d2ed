import { type Command, InvalidArgumentError, Option } from 'commander';
import type { OperatorWord } from '../outbox/operator-word.ts';
import type { AfterPause, PauseScope } from '../outbox/pause.ts';
import type { Terminal } from './terminal.ts';

/** The commands of whoever stands at the desk while an event is covered; all work beside a running program. */
export function describeOperating(
  program: Command,
  { terminal, finish }: { terminal: Terminal; finish: (exitCode: number) => void },
): void {
  for (const [word, description] of words)
    describeWord(program.command(word).description(description), { word, terminal, finish });

  scoped(program.command('pause'))
    .description(
      'post nothing more from the next post on, on every replica; a paused feed is not read either',
    )
    .action(async (options: ScopeOptions, command: Command) => {
      const { pauseCommand } = await import('./pause-command.ts');
      finish(await pauseCommand(scopeOf(options, command), { json: options.json ?? false }, terminal));
    });

  scoped(program.command('resume'))
    .description('end a pause; says what becomes of what waited, and keeps it unless told otherwise')
    .addOption(new Option('--keep', 'it goes out at the pace').conflicts(['drop', 'digest']))
    .addOption(new Option('--drop', 'it is cancelled, threads under way excepted').conflicts('digest'))
    .option('--digest', 'it is folded into one post of headlines and links')
    .action(async (options: ScopeOptions & { drop?: boolean; digest?: boolean }, command: Command) => {
      const { resumeCommand } = await import('./pause-command.ts');
      const waiting: AfterPause = options.drop ? 'drop' : options.digest ? 'digest' : 'keep';
      const how = { waiting, json: options.json ?? false };
      finish(await resumeCommand(scopeOf(options, command), how, terminal));
    });
}

const words = [
  ['retry', 'try again what was refused or held, or waits: it is looked for first, and keeps its keys'],
  ['cancel', 'end deliveries for good; what is public of them stays'],
  ['hold', 'keep deliveries back until they are released'],
  ['release', 'let held deliveries go on, or take back a word that waits for a worker'],
] as const satisfies readonly (readonly [OperatorWord, string])[];

interface WordFlags {
  readonly account?: string;
  readonly feed?: string;
  readonly notPublic?: boolean;
  readonly json?: boolean;
}

function describeWord(
  command: Command,
  { word, terminal, finish }: { word: OperatorWord; terminal: Terminal; finish: (exitCode: number) => void },
): void {
  command
    .argument('[ids...]', 'of deliveries, stories or moments, as `rapporteur status` prints them')
    .option('--account <name>', 'only what is for this account; all of it without ids')
    .option('--feed <url>', 'only what is of this feed; all of it without ids')
    .option('--json', 'what became of each, as JSON');
  if (word === 'retry' || word === 'release')
    command.option(
      '--not-public',
      'you have looked at the account, and no more of it is there: do not look again',
    );
  command.action(async (ids: string[], options: WordFlags) => {
    if (ids.length === 0 && !options.account && !options.feed)
      command.error(`error: name what to ${word}: ids, --account or --feed`, { exitCode: 2 });
    const { wordCommand } = await import('./word-command.ts');
    const about = { ids, account: options.account ?? null, feed: options.feed ?? null };
    const how = { notPublic: options.notPublic ?? false, json: options.json ?? false };
    finish(await wordCommand(word, { ...about, ...how }, terminal));
  });
}

interface ScopeOptions {
  readonly account?: string;
  readonly feed?: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

function scoped(command: Command): Command {
  return command
    .addOption(new Option('--account <name>', 'one account').argParser(named).conflicts(['feed', 'all']))
    .addOption(new Option('--feed <url>', 'one feed').argParser(named).conflicts('all'))
    .option('--all', 'everything')
    .option('--json', 'the outcome as JSON');
}

function named(value: string): string {
  if (value.trim() === '') throw new InvalidArgumentError('A name belongs here.');
  return value;
}

function scopeOf({ account, feed, all }: ScopeOptions, command: Command): PauseScope {
  if (account !== undefined) return { kind: 'account', accountId: account };
  if (feed !== undefined) return { kind: 'feed', url: feed };
  if (all) return { kind: 'all' };
  return command.error(`error: name what to ${command.name()}: --account, --feed or --all`, { exitCode: 2 });
}

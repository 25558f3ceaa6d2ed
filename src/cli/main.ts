import { Command, CommanderError, Option } from 'commander';
import { systemClock } from '../base/clock.ts';
import { messageOf } from '../base/failure.ts';
import { day, type Instant } from '../base/instant.ts';
import { describeDeciding } from './deciding.ts';
import { examples, legend } from './help-text.ts';
import { describeOperating } from './operating.ts';
import { describeRehearsing } from './rehearsing.ts';
import type { RunOptions } from './run-command.ts';
import { readSince } from './since.ts';
import { openTerminal, type Terminal } from './terminal.ts';
import { versionOf } from './version.ts';

/** Runs one command line; resolves with its exit code: 0 done, 1 found problems, 2 wrong usage. */
export async function main(words: readonly string[]): Promise<number> {
  const terminal = openTerminal({ stdout: process.stdout, stderr: process.stderr });
  // Whoever reads us has gone (`| head`); Node would call that a crash.
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  let exitCode = 0;
  const program = describeProgram(terminal, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? 0 : 2;
    if (process.env.RAPPORTEUR_STACK) throw thrown;
    terminal.complain(
      `A bug in Rapporteur: ${messageOf(thrown)}. Set RAPPORTEUR_STACK=1 to see where, and please report it.`,
    );
    return 1;
  }
}

interface StatusFlags {
  readonly json?: boolean;
  readonly health?: boolean;
  readonly metrics?: boolean;
  readonly all?: boolean;
  readonly since?: Instant;
}

type Finish = (exitCode: number) => void;

// Each command's module is imported when it is called: `--help` must not wait for parsers and network clients.
function describeProgram(terminal: Terminal, finish: Finish): Command {
  const program = new Command('rapporteur')
    .description('Covers a conference live on Mastodon and Bluesky, from news feeds to threads.')
    .version(versionOf(), '--version', 'show the version')
    .exitOverride()
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', examples);

  describeRehearsing(program, { terminal, finish });

  program
    .command('check')
    .description(
      'look at config, agendas, feeds, credentials and limits; tell all problems at once; start nothing',
    )
    .argument('<event-files...>', 'event files (YAML)')
    .option('--offline', 'only the files: ask no feed and no account')
    .option('--json', 'what was found, as JSON')
    .action(async (files: string[], options: { offline?: boolean; json?: boolean }) => {
      const { checkCommand } = await import('./check-command.ts');
      const { offline = false, json = false } = options;
      finish(await checkCommand(files, { offline, json }, terminal));
    });

  program
    .command('preview')
    .description('show what would be posted for what the feeds hold now; store nothing')
    .argument('<event-files...>', 'event files (YAML)')
    .option('--item <url>', 'only the item with this link or id')
    .option('--json', 'one JSON object per post, with the exact payload')
    .action(async (files: string[], options: { item?: string; json?: boolean }) => {
      const { previewCommand } = await import('./preview-command.ts');
      finish(
        await previewCommand(files, { item: options.item ?? null, json: options.json ?? false }, terminal),
      );
    });

  program
    .command('run')
    .description('cover the events until stopped')
    .argument('<event-files...>', 'event files (YAML)')
    .option('--dry-run', 'do everything but publish, and leave the store as it was')
    .option('--record <folder>', 'keep what feeds and pages answer and when, for `rehearse --archive`')
    .option('--json', 'log JSON lines')
    .option('--yes', 'begin however much a new or changed event file posts')
    .action(async (files: string[], options: Partial<RunOptions>) => {
      const { runCommand } = await import('./run-command.ts');
      const { dryRun = false, json = false, record = null, yes = false } = options;
      finish(await runCommand(files, { dryRun, json, record, yes }, terminal));
    });

  program
    .command('plan')
    .description('say what a new or changed event file will post and cancel, beside what is in force')
    .argument('<event-files...>', 'event files (YAML)')
    .option('--approve', 'let it take effect as it is now, however much it posts')
    .option('--json', 'one JSON object per event')
    .action(async (files: string[], options: { approve?: boolean; json?: boolean }) => {
      const { planCommand } = await import('./plan-command.ts');
      const { approve = false, json = false } = options;
      finish(await planCommand(files, { approve, json }, terminal));
    });

  program
    .command('feed')
    .description('show what the program reads in feeds')
    .argument('<sources...>', 'addresses or files')
    .option('--json', 'one JSON line per feed')
    .action(async (sources: string[], options: { json?: boolean }) => {
      const { feedCommand } = await import('./wire-feed.ts');
      finish(await feedCommand(sources, { json: options.json ?? false }, terminal));
    });

  program
    .command('agenda')
    .description('show what the program understands of an agenda, in the zone of the event')
    .argument('<source>', 'an event file (YAML), or a schedule: address or file')
    .option('--day <day>', 'only this day, as in 2017-11-14')
    .option('--json', 'the same as JSON')
    .action(async (source: string, options: { day?: string; json?: boolean }) => {
      const { agendaCommand } = await import('./agenda-command.ts');
      finish(
        await agendaCommand(source, { day: options.day ?? null, json: options.json ?? false }, terminal),
      );
    });

  program
    .command('quotes')
    .description('show each quote in an article, its speaker, and the rule that decided')
    .argument('[source]', 'an address or a file; standard input without')
    .option('--json', 'one JSON object per quote')
    .option('--jsonl', 'documents as JSON lines on standard input, their quotes as JSON lines out')
    .action(async (source: string | undefined, options: { json?: boolean; jsonl?: boolean }) => {
      const { quotesCommand } = await import('./wire-quotes.ts');
      finish(
        await quotesCommand(
          source ?? null,
          { json: options.json ?? false, jsonl: options.jsonl ?? false },
          terminal,
        ),
      );
    });

  program
    .command('status')
    .description(
      'show what is stored: feeds, stories, and each delivery with its state; what is open, and what came in the last day',
    )
    .addOption(
      new Option(
        '--since <time>',
        'what came since then, as in 12h, 7d or 2026-11-24T09:00Z, and what is open',
      )
        .argParser(readSince)
        .conflicts('all'),
    )
    .option('--all', 'everything, however old')
    .option('--json', 'the same as JSON')
    .option('--metrics', 'how soon stories became public, as a histogram for Prometheus')
    .option(
      '--health',
      'one line; exit code 1 when a feed is overdue, which means that nobody is at work, an agenda fails, or the clock was set back',
    )
    .addHelpText('after', legend)
    .action(async (options: StatusFlags) => {
      if (options.metrics) {
        const { metricsCommand } = await import('./metrics-command.ts');
        return finish(await metricsCommand(terminal));
      }
      const { statusCommand } = await import('./status-command.ts');
      const { json = false, health = false, all = false, since = systemClock.now() - day } = options;
      finish(await statusCommand({ json, health, since: all ? null : since }, terminal));
    });

  describeDeciding(program, { terminal, finish });
  describeOperating(program, { terminal, finish });

  program
    .command('store')
    .description('look after the store')
    .command('copy')
    .description('copy a store whole into an empty one: from a SQLite file to PostgreSQL, or back')
    .argument('<from>', 'a SQLite file or the address of a store, with no run at work on it')
    .argument('<to>', 'postgres://… or sqlite:FILE, empty')
    .option('--json', 'the outcome as JSON')
    .action(async (from: string, to: string, options: { json?: boolean }) => {
      const { copyStoreCommand } = await import('./copy-store-command.ts');
      finish(await copyStoreCommand({ from, to }, { json: options.json ?? false }, terminal));
    });

  return program;
}

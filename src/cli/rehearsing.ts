import { type Command, InvalidArgumentError } from 'commander';
import type { Terminal } from './terminal.ts';

/** The commands that show what an event will be like, and keep what it was like. */
export function describeRehearsing(
  program: Command,
  { terminal, finish }: { terminal: Terminal; finish: (exitCode: number) => void },
): void {
  program
    .command('rehearse')
    .description(
      'play an event through the whole program, on a virtual clock, with stand-in accounts; the bundled one without a file',
    )
    .argument('[event-file]', 'an event file (YAML)')
    .option('--archive <folder>', 'what `record` kept; without, what feeds and pages answer now')
    .option('--from <time>', 'where to begin, as in "2017-11-14 09:00", in the zone of the event')
    .option('--to <time>', 'where to end')
    .option('--speed <times>', 'as many times as fast as the clock; without, as fast as it goes', asSpeed)
    .option('--json', 'one JSON object per post, with the exact payload')
    .action(async (eventFile: string | undefined, options: RehearseFlags) => {
      const { rehearseCommand } = await import('./rehearse-command.ts');
      const { json = false, archive = null, speed = null, from = null, to = null } = options;
      finish(
        await rehearseCommand({ json, eventFile: eventFile ?? null, archive, speed, from, to }, terminal),
      );
    });

  program
    .command('record')
    .description(
      'cover without publishing, and keep what feeds, pages, pictures and schedules answer and when',
    )
    .argument('<event-files...>', 'event files (YAML)')
    .requiredOption('--to <folder>', 'where it is kept, for `rehearse --archive`')
    .option('--json', 'log JSON lines')
    .action(async (files: string[], options: { to: string; json?: boolean }) => {
      const { runCommand } = await import('./run-command.ts');
      finish(
        await runCommand(
          files,
          { dryRun: true, json: options.json ?? false, record: options.to, yes: true },
          terminal,
        ),
      );
    });
}

interface RehearseFlags {
  readonly json?: boolean;
  readonly archive?: string;
  readonly speed?: number;
  readonly from?: string;
  readonly to?: string;
}

function asSpeed(written: string): number {
  const speed = Number(written);
  if (!(speed > 0)) throw new InvalidArgumentError('It is a number, as in 300.');
  return speed;
}

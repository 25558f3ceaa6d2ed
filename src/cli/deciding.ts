import type { Command } from 'commander';
import type { Terminal } from './terminal.ts';

/** The commands by which a person decides about what the program set aside; all work beside a running one. */
export function describeDeciding(
  program: Command,
  { terminal, finish }: { terminal: Terminal; finish: (exitCode: number) => void },
): void {
  for (const [decision, description] of decisions)
    program
      .command(decision)
      .description(description)
      .argument('<story-ids...>', 'as `rapporteur status` prints them')
      .option(...asJson)
      .action(async (storyIds: string[], { json = false }: JsonFlag) => {
        const { decideCommand } = await import('./decide-command.ts');
        finish(await decideCommand(decision, { storyIds, json }, terminal));
      });

  program
    .command('feed-accept')
    .description('let a feed go on that was set aside: what it holds is right, and what is new in it is news')
    .argument('<url>', 'as `rapporteur status` prints it')
    .option('--as-background', 'what is new in it now is noted and not posted')
    .option(...asJson)
    .action(async (url: string, { asBackground, json = false }: JsonFlag & { asBackground?: boolean }) => {
      const { settleFeedCommand } = await import('./settle-feed-command.ts');
      const as = asBackground ? 'background' : 'news';
      finish(await settleFeedCommand(url, { word: { kind: 'accept', as }, json }, terminal));
    });

  program
    .command('feed-resume')
    .description('read a feed again that was set aside or stopped, and look at it as before')
    .argument('<url>', 'as `rapporteur status` prints it')
    .option(...asJson)
    .action(async (url: string, { json = false }: JsonFlag) => {
      const { settleFeedCommand } = await import('./settle-feed-command.ts');
      finish(await settleFeedCommand(url, { word: { kind: 'resume' }, json }, terminal));
    });

  program
    .command('agenda-accept')
    .description('take an agenda that was set aside as it stands now: what it has lost is lost')
    .argument('<place>', 'its address or file, as `rapporteur status` prints it')
    .option(...asJson)
    .action(async (place: string, { json = false }: JsonFlag) => {
      const { acceptAgendaCommand } = await import('./accept-agenda-command.ts');
      finish(await acceptAgendaCommand(place, { json }, terminal));
    });
}

interface JsonFlag {
  readonly json?: boolean;
}

const asJson = ['--json', 'what became of each, as JSON'] as const;

const decisions = [
  ['approve', 'let held stories go on; a program that runs beside it takes them up at once'],
  ['drop', 'end held stories: nothing more of them is posted'],
] as const;

import { runFeedCommand } from './feed-command.ts';
import type { Terminal } from './terminal.ts';
import { openWeb } from './wire.ts';

/** `rapporteur feed`, over the real door. */
export async function feedCommand(
  sources: readonly string[],
  options: { json: boolean },
  terminal: Terminal,
): Promise<number> {
  const web = openWeb(process.env);
  try {
    return await runFeedCommand(sources, options, { write: (line) => terminal.write(line), web });
  } finally {
    await web.close();
  }
}

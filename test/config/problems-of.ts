import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadEvents } from '../../src/config/load-events.ts';
import { describeProblem } from '../../src/config/problem.ts';
import { aFolderWith, fixture } from './folder.ts';

/** What the environment holds for the accounts of the fixtures. */
export const secrets = { PRESS_MASTODON_TOKEN: 'token', PRESS_BLUESKY_PASSWORD: 'password' };

/** What is reported on an event file with this text, beside sound accounts: place and sentence. */
export async function problemsOf(text: string | Uint8Array): Promise<readonly string[]> {
  const folder = await aFolderWith({
    'event.yaml': text,
    'accounts.yaml': await readFile(fixture('accounts.yaml')),
  });
  const { problems } = await loadEvents([join(folder, 'event.yaml')], secrets);
  return problems.map(({ line, column, severity, sentence }) =>
    describeProblem({ file: 'event', line, column, severity, sentence }),
  );
}

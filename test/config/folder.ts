import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** Where a fixture stands. */
export function fixture(name: string): string {
  return new URL(`fixtures/${name}`, import.meta.url).pathname;
}

/** A folder with these files, for this user alone, gone after the test. */
export async function aFolderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-config-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), content, { mode: 0o600 });
  return folder;
}

/** The text of the smallest sound event file with some of its lines replaced or added, by their keys. */
export async function anEventText(lines: Readonly<Record<string, string>> = {}): Promise<string> {
  let text = await readFile(fixture('least.yaml'), 'utf8');
  for (const [key, line] of Object.entries(lines)) {
    const written = new RegExp(`^${key}:.*\\n(?: .*\\n)*`, 'm');
    text = written.test(text) ? text.replace(written, () => `${key}:${line}\n`) : `${text}${key}:${line}\n`;
  }
  return text;
}

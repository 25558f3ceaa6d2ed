import { readFileSync } from 'node:fs';

/** This program's version, "0.1.0", from its package, two folders up both as written and as packed. */
export function versionOf(): string {
  const about: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return about.version;
}

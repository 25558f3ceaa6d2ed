import { readFileSync } from 'node:fs';

/** This program's version, as its package names it: "0.1.0". */
export function versionOf(): string {
  const about: { version: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return about.version;
}

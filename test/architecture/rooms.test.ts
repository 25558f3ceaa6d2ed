import { describe, expect, it } from 'vitest';
import { importsOf, readSourceFiles, roomOf, type SourceFile } from './source-files.ts';

/** A room may import from those before it, never from those after. */
const order = [
  'base',
  'web',
  'feed',
  'article',
  'coverage',
  'thread',
  'outbox',
  'networks',
  'store',
  'config',
  'observability',
  'pipeline',
  'rehearsal',
  'cli',
];

const ownedPackages: Readonly<Record<string, RegExp>> = {
  '@atproto/api': /^src\/networks\/bluesky\//,
  masto: /^src\/networks\/mastodon\//,
  'rss-parser': /^src\/feed\//,
  feedsmith: /^src\/feed\//,
  // The door for what others wrote; and under masto, to tell "never sent" from "no answer".
  undici: /^src\/(web|networks\/mastodon)\//,
  tlds: /^src\/thread\//,
  kysely: /^src\/store\//,
  pg: /^src\/store\//,
  'node:sqlite': /^src\/store\//,
  sharp: /^src\/networks\//,
  commander: /^src\/cli\//,
  pino: /^src\/observability\//,
  yaml: /^src\/config\//,
  'node-cron': /^src\/(coverage|pipeline|config)\//,
  '@mozilla/readability': /^src\/article\//,
  linkedom: /^src\/article\//,
  'ical.js': /^src\/coverage\/agenda\/icalendar\//,
  'windows-iana': /^src\/coverage\/agenda\/icalendar\//,
  sax: /^src\/coverage\/agenda\/conference\//,
  'jsonc-parser': /^src\/coverage\/agenda\/conference\//,
};

describe('the rooms of the house', () => {
  it('import one way only', () => {
    expect(readSourceFiles().flatMap(importsAgainstTheOrder)).toEqual([]);
  });

  it('would be caught importing the other way', () => {
    const planted: SourceFile = {
      path: 'src/thread/planted.ts',
      text: "import type { Store } from '../store/store.ts';",
    };
    expect(importsAgainstTheOrder(planted)).toEqual([
      'src/thread/planted.ts imports src/store/store.ts: thread stands before store',
    ]);
  });

  it('are all in the plan', () => {
    expect(new Set(readSourceFiles().map(({ path }) => roomOf(path)))).toEqual(new Set(order));
  });

  it('keep each package to the room that wraps it', () => {
    expect(readSourceFiles().flatMap(strayPackages)).toEqual([]);
  });

  it('would be caught using a package out of its room', () => {
    const planted: SourceFile = { path: 'src/pipeline/planted.ts', text: "await import('@atproto/api');" };
    expect(strayPackages(planted)).toEqual(['src/pipeline/planted.ts imports @atproto/api']);
  });

  it('have no drawer for odds and ends', () => {
    const drawers = readSourceFiles().filter(({ path }) =>
      /(^|[/-])(utils?|helpers?|common|managers?|services?|index|misc)(\.ts|\/|-)/.test(path),
    );
    expect(drawers.map(({ path }) => path)).toEqual([]);
  });
});

describe('time and chance', () => {
  it('come in through base alone', () => {
    expect(readSourceFiles().flatMap(ownClockOrDice)).toEqual([]);
  });

  it('would be caught coming in elsewhere', () => {
    const planted: SourceFile = { path: 'src/feed/planted.ts', text: 'const at = Date.now();' };
    expect(ownClockOrDice(planted)).toEqual(['src/feed/planted.ts: Date.now(']);
  });
});

function importsAgainstTheOrder(file: SourceFile): readonly string[] {
  const room = roomOf(file.path);
  return importsOf(file)
    .filter((path) => path.startsWith('src/'))
    .filter((path) => order.indexOf(roomOf(path)) > order.indexOf(room))
    .map((path) => `${file.path} imports ${path}: ${room} stands before ${roomOf(path)}`);
}

function strayPackages(file: SourceFile): readonly string[] {
  return importsOf(file)
    .filter((specifier) =>
      Object.entries(ownedPackages).some(
        ([name, home]) => (specifier === name || specifier.startsWith(`${name}/`)) && !home.test(file.path),
      ),
    )
    .map((specifier) => `${file.path} imports ${specifier}`);
}

function ownClockOrDice(file: SourceFile): readonly string[] {
  if (roomOf(file.path) === 'base') return [];
  const code = file.text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  return [
    ...code.matchAll(/new Date\(|Date\.now\(|Date\.parse\(|Math\.random\(|randomBytes\(|randomUUID\(/g),
  ].map((match) => `${file.path}: ${match[0]}`);
}

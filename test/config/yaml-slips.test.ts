import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadEvents } from '../../src/config/load-events.ts';
import { describeProblem } from '../../src/config/problem.ts';
import { aFolderWith, anEventText, fixture } from './folder.ts';
import { problemsOf, secrets } from './problems-of.ts';

describe('a file that is not the YAML its writer meant', () => {
  const slips: readonly (readonly [name: string, text: string, problems: readonly string[]])[] = [
    [
      'tabs',
      'event: a\nfeeds:\n\t- url: x\n\t- url: y\n',
      [
        'event:3:1  error  A tab stands where YAML wants spaces.',
        'event:4:1  error  A tab stands where YAML wants spaces.',
      ],
    ],
    [
      'cron lines and stars without quotation marks',
      'poll:\n  during: */5 * * * *\ncovers:\n  any: [*]\n',
      [
        'event:2:11  error  A value that begins with * must be in quotation marks.',
        'event:4:9  error  A value that begins with * must be in quotation marks.',
      ],
    ],
    [
      'a handle without quotation marks',
      'people: @ana\n',
      ['event:1:9  error  A value that begins with @ must be in quotation marks.'],
    ],
    [
      'a second colon',
      'title: Harbour: the days\nzone: UTC\n',
      [
        'event:1:8  error  A second colon stands in this line; put the value in quotation marks, or its keys on lines of their own.',
      ],
    ],
    [
      'a quotation mark left open',
      'title: "Harbour\nzone: UTC\n',
      ['event:3:1  error  A quotation mark is not closed before here.'],
    ],
    [
      'a bracket left open',
      'tags: [Harbour\nzone: UTC\n',
      ['event:2:1  error  A [ or { is not closed before here.'],
    ],
    [
      'a hashtag inside brackets',
      'tags: [#Harbour]\nzone: UTC\n',
      ['event:1:8  error  A # begins a comment; leave it out, or use quotation marks.'],
    ],
    [
      'a second document',
      'event: a\n---\nevent: b\n',
      ['event:2:1  error  A second document begins here (---); a file holds one.'],
    ],
  ];
  test.each(slips)('is told of %s', async (_, text, problems) => {
    expect(await problemsOf(text)).toEqual(problems);
  });

  test('is told of nesting without end, wherever the parser gave up', async () => {
    const [problem, ...others] = await problemsOf(`a: ${'['.repeat(20_000)}`);
    expect(problem).toMatch(/^event:1:\d+ {2}error {2}The file is nested too deeply to be understood\.$/);
    expect(others).toEqual([]);
  });

  test('is told of a key that stands twice, and of the rest as well', async () => {
    const text = await anEventText({ zone: ' UTC\nzone: UTC', tags: ' x' });
    expect(await problemsOf(text)).toEqual([
      'event:4:1  error  The key "zone" stands twice; keep one of them.',
      'event:13:7  error  "tags" must be a list of hashtags, as in [UNPeacekeeping, Vancouver], not "x".',
    ]);
  });

  test('is refused when its aliases would unfold into millions of values', async () => {
    const ten = (name: string) => `[${Array(10).fill(`*${name}`).join(', ')}]`;
    const text = `a: &a [x]\nb: &b ${ten('a')}\nc: &c ${ten('b')}\nd: &d ${ten('c')}\ne: ${ten('d')}\n`;
    expect(await problemsOf(text)).toEqual([
      'event:1:1  error  Aliases (*name) repeat too much in this file; write the values out.',
    ]);
  });

  test('may use an alias that stands for something', async () => {
    expect(await problemsOf(await anEventText({ place: ' &here Lisbon', title: ' *here' }))).toEqual([
      'event:2:8  error  A value that begins with * must be in quotation marks.',
    ]);
    expect(await problemsOf(await anEventText({ title: ' &here Lisbon', place: ' *here' }))).toEqual([]);
  });

  test('is told that it is not UTF-8', async () => {
    const utf16 = Buffer.from(`\ufeff${await anEventText()}`, 'utf16le');
    expect(await problemsOf(utf16)).toEqual(['event  error  The file is not UTF-8 text; save it as UTF-8.']);
  });

  test('is told that it is empty', async () => {
    expect(await problemsOf('# nothing yet\n')).toEqual([
      'event:1:1  error  The file is empty: an event belongs here.',
    ]);
  });

  test('takes keys that JavaScript has a meaning for as unknown', async () => {
    const problems = await problemsOf(`${await anEventText()}__proto__: 1\nconstructor: 1\n`);
    expect(problems.map((problem) => problem.slice(0, 40))).toEqual([
      'event:12:1  error  Unknown key "__proto_',
      'event:13:1  error  Unknown key "construc',
    ]);
  });
});

test('whatever an event file is cut, doubled or garbled into, problems come back and nothing is thrown', async () => {
  const text = await readFile(fixture('everything.yaml'), 'utf8');
  const folder = await aFolderWith({ 'accounts.yaml': await readFile(fixture('accounts.yaml')) });
  const place = fc.integer({ min: 0, max: text.length });
  const scraps = fc.constantFrom(
    '',
    '\t',
    ':',
    ': ',
    '- ',
    '"',
    '*',
    '&a',
    '[',
    '}',
    '#',
    '\n',
    '\n\n  ',
    '|',
    '!!',
    '?',
    '\0',
    '%',
    '@',
  );
  await fc.assert(
    fc.asyncProperty(place, fc.nat(40), scraps, async (from, length, scrap) => {
      const file = join(folder, 'event.yaml');
      await writeFile(file, text.slice(0, from) + scrap + text.slice(from + length));
      const { events, problems } = await loadEvents([file], secrets);
      const errors = problems.filter(({ severity }) => severity === 'error');
      expect(events.length).toBe(errors.length > 0 ? 0 : 1);
      for (const problem of problems)
        expect(describeProblem(problem)).not.toMatch(/undefined|\[object|\n|\bat .*\.ts/);
    }),
    // The name of the accounts' file, broken in two.
    { numRuns: 150, examples: [[text.indexOf('accounts.yaml') + 1, 0, '\n\n  ']] },
  );
});

import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { renderThread } from '../../src/cli/render-thread.ts';
import { openTerminal } from '../../src/cli/terminal.ts';
import { aPart } from '../store/builders.ts';

const stream = Object.assign(new PassThrough(), { isTTY: false }) as unknown as NodeJS.WriteStream;
const terminal = openTerminal({ stdout: stream, stderr: stream });

const post = (index: number, status: string) =>
  aPart({ index, body: JSON.stringify({ status, visibility: 'public', language: 'en' }) });

test('a thread is a box with a rule between its posts', () => {
  const parts = [post(0, 'Ministers meet\n\n#Vancouver'), post(1, 'They met.')];
  expect(renderThread({ network: 'mastodon', parts, heading: 'desk · Tue 14 Nov' }, terminal)).toEqual([
    '╭─ Mastodon desk · Tue 14 Nov',
    '│  1 of 2 · public · en',
    '│  Ministers meet',
    '│',
    '│  #Vancouver',
    '├─ 2 of 2 · public · en',
    '│  They met.',
    '╰─',
  ]);
});

test('what is done to posts beside is told under them, and counted as none', () => {
  const parts = [
    post(0, 'Ministers meet'),
    aPart({ index: 1, intent: 'pin', body: '{"target":{"part":0}}' }),
    aPart({ index: 2, intent: 'delete', body: '{"target":{"id":"1"}}' }),
  ];
  expect(renderThread({ network: 'mastodon', parts, heading: 'desk' }, terminal)).toEqual([
    '╭─ Mastodon desk',
    '│  1 of 1 · public · en',
    '│  Ministers meet',
    '│  [pinned to the profile]',
    '│  [an earlier post is deleted]',
    '╰─',
  ]);
});

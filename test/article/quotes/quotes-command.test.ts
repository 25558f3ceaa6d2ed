import { expect, test } from 'vitest';
import { success } from '../../../src/base/failure.ts';
import { type QuotesIo, runQuotesCommand } from '../../../src/cli/quotes-command.ts';

const text = '“We need more aircraft,” said Amara Kessy, the logistics chief.';

function anIo(
  pieces: readonly string[] = [],
): QuotesIo & { readonly lines: string[]; readonly complaints: string[] } {
  const lines: string[] = [];
  const complaints: string[] = [];
  return {
    lines,
    complaints,
    async *readStdin() {
      yield* pieces;
    },
    write: (line) => lines.push(line),
    complain: (line) => complaints.push(line),
    readSource: async (source) =>
      source === 'article.html'
        ? success({ text, language: 'en' })
        : { ok: false, failure: { code: 'file-not-readable', subject: source } },
  };
}

test('an article’s quotes are shown with speaker, office, rule and confidence', async () => {
  const io = anIo();
  expect(await runQuotesCommand('article.html', { jsonl: false, json: false }, io)).toBe(0);
  expect(io.lines).toEqual([
    '1. We need more aircraft,',
    '   Amara Kessy, logistics chief',
    '   statement · verb-then-speaker · 0.97',
    '',
  ]);
});

test('with json every quote is a line with all its fields', async () => {
  const io = anIo();
  await runQuotesCommand('article.html', { jsonl: false, json: true }, io);
  expect(io.lines.map((line) => JSON.parse(line))).toMatchObject([
    {
      text: 'We need more aircraft,',
      speaker: { name: 'Amara Kessy', role: 'logistics chief' },
      parts: null,
    },
  ]);
});

test('without a source the text comes from standard input', async () => {
  const io = anIo(['“We need more', ' aircraft,” said Amara Kessy.']);
  expect(await runQuotesCommand(null, { jsonl: false, json: false }, io)).toBe(0);
  expect(io.lines[1]).toBe('   Amara Kessy');
});

test('a text without quotations says so', async () => {
  const io = anIo(['Nobody spoke.']);
  await runQuotesCommand(null, { jsonl: false, json: false }, io);
  expect(io.lines).toEqual(['No quotation found.']);
});

test('a source that can’t be read gets its sentence, apart from the quotes, and exit code 1', async () => {
  const io = anIo();
  expect(await runQuotesCommand('missing.html', { jsonl: false, json: false }, io)).toBe(1);
  expect(io.complaints.join()).toContain('missing.html');
  expect(io.lines).toEqual([]);
});

test('jsonl answers document for document, however the input is cut into pieces', async () => {
  const input = `${JSON.stringify({ id: 'a', text, lang: 'en' })}\n\n${JSON.stringify({ id: 'b', text: 'Nothing.', lang: 'en' })}\n`;
  const io = anIo([input.slice(0, 20), input.slice(20, 90), input.slice(90)]);
  expect(await runQuotesCommand(null, { jsonl: true, json: false }, io)).toBe(0);
  expect(io.lines.map((line) => JSON.parse(line))).toEqual([
    {
      id: 'a',
      quotes: [
        {
          start: 1,
          end: 23,
          text: 'We need more aircraft,',
          kind: 'statement',
          speaker: 'Amara Kessy, logistics chief',
          mention: 'Amara Kessy',
          title: 'logistics chief',
          confidence: 0.97,
          rule: 'verb-then-speaker',
        },
      ],
    },
    { id: 'b', quotes: [] },
  ]);
});

test('jsonl leaves out titles and terms, which nobody says', async () => {
  const document = {
    id: 'a',
    lang: 'en',
    text: 'She presented the film “Nobody knows the river” and a “3P” plan.',
  };
  const io = anIo([JSON.stringify(document)]);
  await runQuotesCommand(null, { jsonl: true, json: false }, io);
  expect(io.lines).toEqual(['{"id":"a","quotes":[]}']);
});

test('jsonl names what is wrong with a line and goes on', async () => {
  const io = anIo(['{"id":"a"\n{"id":"b"}\n7\n', JSON.stringify({ id: 'c', text, lang: 'en' })]);
  expect(await runQuotesCommand(null, { jsonl: true, json: false }, io)).toBe(1);
  expect(io.lines.map((line) => Object.keys(JSON.parse(line)))).toEqual([
    ['id', 'error'],
    ['id', 'error'],
    ['id', 'error'],
    ['id', 'quotes'],
  ]);
});

import type { Quote } from '../article/quote.ts';
import { findQuotes } from '../article/quotes/find-quotes.ts';
import { isSomebodysWords } from '../article/quotes/kind.ts';
import { messageOf, type Result } from '../base/failure.ts';
import { describeFailure } from '../observability/failure-sentences.ts';

/** What the command reads from and writes to. */
export interface QuotesIo {
  /** Standard input in pieces of any size, line ends included. */
  readStdin(): AsyncIterable<string>;
  write(line: string): void;
  /** Bad news, apart from the quotes. */
  complain(line: string): void;
  readSource(source: string): Promise<Result<{ text: string; language: string }>>;
}

/**
 * Shows the quotations of an article with speaker, office, rule and confidence. With `jsonl`, documents come in as JSON
 * lines `{id,text,lang}` and `{id,quotes}` go out, one for one and in order; a line that can't be read gets `{id,error}`.
 * Returns the exit code: 1 when anything could not be read.
 */
export async function runQuotesCommand(
  source: string | null,
  options: { readonly jsonl: boolean; readonly json: boolean },
  io: QuotesIo,
): Promise<number> {
  if (options.jsonl) return answerLines(io);
  const read = source === null ? await readStandardInput(io) : await io.readSource(source);
  if (!read.ok) {
    io.complain(describeFailure(read.failure));
    return 1;
  }
  const quotes = findQuotes(read.value.text, { language: read.value.language });
  const lines = options.json ? quotes.map((quote) => JSON.stringify(quote)) : tableOf(quotes);
  for (const line of lines) io.write(line);
  return 0;
}

async function readStandardInput(io: QuotesIo): Promise<Result<{ text: string; language: string }>> {
  let text = '';
  for await (const chunk of io.readStdin()) text += chunk;
  return { ok: true, value: { text, language: 'en' } };
}

async function answerLines(io: QuotesIo): Promise<number> {
  let exitCode = 0;
  for await (const line of linesOf(io.readStdin())) {
    if (line.trim() === '') continue;
    const answer = answerLine(line);
    if ('error' in answer) exitCode = 1;
    io.write(JSON.stringify(answer));
  }
  return exitCode;
}

async function* linesOf(pieces: AsyncIterable<string>): AsyncIterable<string> {
  let begun: string[] = [];
  for await (const piece of pieces) {
    const [first = '', ...others] = piece.split('\n');
    begun.push(first);
    for (const line of others) {
      yield begun.join('');
      begun = [line];
    }
  }
  yield begun.join('');
}

function answerLine(
  line: string,
): { id: unknown; quotes: readonly object[] } | { id: unknown; error: string } {
  const document = parseDocument(line);
  if (!document.ok) return { id: null, error: document.failure };
  const { id, text, lang } = document.value;
  if (typeof text !== 'string') return { id, error: 'The document has no text.' };
  const quotes = findQuotes(text, { language: typeof lang === 'string' ? lang : 'en' });
  return { id, quotes: quotes.filter(isSomebodysWords).map(scoredForm) };
}

function parseDocument(line: string): Result<{ id: unknown; text?: unknown; lang?: unknown }, string> {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null)
      return { ok: false, failure: 'The line is no document.' };
    return { ok: true, value: { id: null, ...value } };
  } catch (thrown) {
    return { ok: false, failure: `The line is not JSON: ${messageOf(thrown)}` };
  }
}

// The office goes with the name as well as by itself: a reader of `speaker` alone shall not lose it.
function scoredForm(quote: Quote): object {
  const { start, end, text, parts, kind, speaker, mention, confidence, rule } = quote;
  return {
    start,
    end,
    text,
    ...(parts ? { parts } : {}),
    kind,
    speaker: speaker && [speaker.name, speaker.role].filter(Boolean).join(', '),
    mention,
    title: speaker?.role ?? null,
    confidence: rounded(confidence),
    rule,
  };
}

function tableOf(quotes: readonly Quote[]): readonly string[] {
  if (quotes.length === 0) return ['No quotation found.'];
  return quotes.flatMap((quote, index) => {
    const who = quote.speaker
      ? [quote.speaker.name, quote.speaker.role].filter(Boolean).join(', ')
      : 'speaker not told';
    const named = quote.mention && quote.mention !== quote.speaker?.name ? `named “${quote.mention}”` : null;
    const notes = [quote.kind, quote.rule, rounded(quote.confidence).toFixed(2), named].filter(Boolean);
    return [`${index + 1}. ${quote.text}`, `   ${who}`, `   ${notes.join(' · ')}`, ''];
  });
}

function rounded(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}

import { readFile } from 'node:fs/promises';
import { articleText } from '../article/article-text.ts';
import { readArticle } from '../article/read-article.ts';
import { failed, messageOf, type Result, success } from '../base/failure.ts';
import { emptyItem } from '../feed/feed-item.ts';
import { decodeText } from '../web/decode-text.ts';
import { runQuotesCommand } from './quotes-command.ts';
import type { Terminal } from './terminal.ts';
import { openWeb } from './wire.ts';

/** `rapporteur quotes`: a page's address, a file (HTML or plain text), or standard input. */
export function quotesCommand(
  source: string | null,
  options: { jsonl: boolean; json: boolean },
  terminal: Terminal,
): Promise<number> {
  return runQuotesCommand(source, options, {
    readStdin: () => process.stdin.setEncoding('utf8'),
    write: (line) => terminal.write(line),
    complain: (line) => terminal.complain(line),
    readSource,
  });
}

interface TextToSearch {
  readonly text: string;
  /** BCP 47. */
  readonly language: string;
}

function readSource(source: string): Promise<Result<TextToSearch>> {
  return /^https?:\/\//i.test(source) ? readPage(source) : readTextFile(source);
}

async function readPage(url: string): Promise<Result<TextToSearch>> {
  const web = openWeb(process.env);
  try {
    const answer = await web.fetch({ url, accept: 'page' });
    if (answer.state === 'failed') return failed(answer.failure);
    if (answer.state === 'not-modified') throw new Error('a first request was answered as not modified');
    return readHtml(decodeText(answer.body, { contentType: answer.contentType }), answer.url);
  } finally {
    await web.close();
  }
}

async function readTextFile(file: string): Promise<Result<TextToSearch>> {
  try {
    const text = decodeText(await readFile(file), { contentType: null });
    return /^\s*</.test(text) ? readHtml(text, 'file:///article') : success({ text, language: 'en' });
  } catch (thrown) {
    return failed({ code: 'file-not-readable', subject: file, detail: messageOf(thrown) });
  }
}

function readHtml(html: string, url: string): Result<TextToSearch> {
  const article = readArticle({ html, url }, { item: { ...emptyItem, link: url } });
  if (!article.ok) return article;
  return success({ text: articleText(article.value), language: article.value.language });
}

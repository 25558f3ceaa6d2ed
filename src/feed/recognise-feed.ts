import { type Failure, messageOf } from '../base/failure.ts';
import type { FeedFailureCode } from './feed-item.ts';

/** Why a text can't be a feed, told by its outside before any parser sees it; null when it may be one. */
export function refuseText(text: string, subject: string): Failure<FeedFailureCode> | null {
  if (text.trim() === '') return { code: 'feed-empty', subject };
  const root = skipProlog(text);
  if (root.documentType?.includes('[')) {
    // Entities defined by the document itself are what every expansion and inclusion attack is made of.
    return { code: 'feed-not-understood', subject, detail: 'it defines entities of its own (DOCTYPE)' };
  }
  if (/^<(?:html|head|body)[\s>]/i.test(root.rest) || (isHtmlType(root) && rootName(root.rest) === null)) {
    return { code: 'feed-is-html', subject, detail: titleOf(text) };
  }
  return isCutOff(root.rest)
    ? { code: 'feed-cut-off', subject, detail: `it ends with “${text.trimEnd().slice(-40)}”` }
    : null;
}

interface Root {
  /** The document type declaration up to its first ">" or "[". */
  readonly documentType: string | null;
  /** From the root element on, or from the first thing that isn't markup. */
  readonly rest: string;
}

function skipProlog(text: string): Root {
  let at = 0;
  let documentType: string | null = null;
  for (;;) {
    at += /^\s*/.exec(text.slice(at, at + 1000))?.[0].length ?? 0;
    if (text.startsWith('<!--', at)) at = endAfter(text, '-->', at);
    else if (text.startsWith('<?', at)) at = endAfter(text, '?>', at);
    else if (/^<!doctype/i.test(text.slice(at, at + 9))) {
      const end = endAfter(text, '>', at);
      documentType = text.slice(at, end);
      at = end;
    } else if (!/^\s/.test(text.slice(at, at + 1))) return { documentType, rest: text.slice(at) };
  }
}

function endAfter(text: string, mark: string, from: number): number {
  const found = text.indexOf(mark, from);
  return found === -1 ? text.length : found + mark.length;
}

/** Some programs put a page's document type before a feed, so the type alone proves nothing. */
function isHtmlType(root: Root): boolean {
  return /^<!doctype\s+html/i.test(root.documentType ?? '');
}

function rootName(rest: string): string | null {
  return /^<((?:[\w-]+:)?(?:rss|feed|rdf))(?=[\s>])/i.exec(rest)?.[1] ?? null;
}

function titleOf(text: string): string {
  return /<title[^<>]*>([^<]{0,200})/i.exec(text)?.[1]?.trim() ?? 'it has no title';
}

/**
 * A whole feed closes what its first tag opened; a lost last ">", or last tag behind a whole channel, is forgiven, since
 * nothing else is lost with it.
 */
function isCutOff(rest: string): boolean {
  if (rest.startsWith('{')) return isCutOffJson(rest.trimEnd());
  const name = rootName(rest);
  if (name === null) return false;
  const closing = lastClosing(rest, name);
  if (closing === -1) return !/<\/channel\s*>$/i.test(withoutRemarks(rest.slice(-1000)).trimEnd());
  return partOfFeed.test(withoutRemarks(rest.slice(closing + 2)));
}

/** Where the last closing tag of `name` starts, as it is spelled there or otherwise; -1 when there is none. */
function lastClosing(rest: string, name: string): number {
  const asOpened = rest.lastIndexOf(`</${name}`);
  return asOpened === -1 ? rest.search(new RegExp(`</${name}(?![^<]*</${name})`, 'i')) : asOpened;
}

/** What can't stand behind the end; a script that some host wrote there can. */
const partOfFeed =
  /\]\]>|<\/?(?:[\w-]+:)?(?:item|entry|channel|title|link|description|summary|content|guid|id)[\s>]/i;

/** Programs write into comments behind a feed how long it took them, caches their whole story. */
function withoutRemarks(tail: string): string {
  return tail.includes('<') ? tail.replace(/<!--[\s\S]*?(?:-->|$)|<\?[\s\S]*?(?:\?>|$)/g, '') : tail;
}

/** Cut off means that the parser had no complaint until there was nothing left. */
function isCutOffJson(json: string): boolean {
  try {
    JSON.parse(json);
    return false;
  } catch (thrown) {
    const complaint = messageOf(thrown);
    const position = /at position (\d+)/.exec(complaint)?.[1];
    return /end of JSON|^Unterminated/.test(complaint) || Number(position) >= json.length;
  }
}

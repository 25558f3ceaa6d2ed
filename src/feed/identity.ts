import { foldText } from '../base/folded-text.ts';
import { hashOf } from '../base/ids.ts';
import { formatInstant } from '../base/instant.ts';
import type { Alias } from './alias.ts';
import { canonicalLink } from './canonical-link.ts';
import type { FeedItem } from './feed-item.ts';
import { htmlToText } from './html-to-text.ts';

/**
 * Every alias an item has, surest first. All are kept, because each alone fails: guids are drawn anew on every fetch,
 * sites move to other addresses, titles get their typos fixed. Most feeds have the address as guid, so that a new one
 * changes both: then title and date tell, or the words.
 */
export function aliasesOf(item: FeedItem): readonly Alias[] {
  const aliases: Alias[] = [];
  if (item.id !== null) aliases.push({ kind: 'guid', value: item.id });
  if (item.link !== null) aliases.push({ kind: 'link', value: canonicalLink(item.link) });
  // A title alone ("Noon briefing") comes again with other news.
  if (item.title !== null && item.publishedAt !== null) {
    const value = hashOf(`${foldText(item.title)}\n${formatInstant(item.publishedAt)}`);
    aliases.push({ kind: 'title-date', value });
  }
  const words = ownWordsOf(item);
  if (words !== null) aliases.push({ kind: 'words', value: hashOf(words) });
  return aliases;
}

/** Enough words to be an item's own; null for the few that others may have as well. */
function ownWordsOf(item: FeedItem): string | null {
  const text = foldText(itemText(item));
  if (text.length >= fewestOfText) return text;
  const words = `${foldText(item.title ?? '')}\n${text}`;
  return words.length >= fewestOfTitle ? words : null;
}

// A sentence, and a headline that says something: "Noon briefing" is neither.
const fewestOfText = 60;
const fewestOfTitle = 25;

/** What an item tells below its title, as people read it. */
export function itemText({ summaryHtml, contentHtml }: FeedItem): string {
  return htmlToText(contentHtml ?? summaryHtml ?? '');
}

/**
 * The same for a feed that tells in a `language` of its own what others tell in the event's: sites give all translations
 * of an article one id (Drupal's nodes, checked 2026-11), but each is a story for those who read that language.
 */
export function aliasesIn(language: string | null, item: FeedItem): readonly Alias[] {
  const aliases = aliasesOf(item);
  return language === null
    ? aliases
    : aliases.map(({ kind, value }) => ({ kind, value: `${language} ${value}` }));
}

/** A hash over all that an item says, and the language it is read in: items that share it are the same in everything. */
export function fingerprintIn(language: string | null, item: FeedItem): string {
  return hashOf(JSON.stringify([language, item]));
}

/**
 * A hash over what readers would notice in an item: title, page, words, first picture. Markup, white space, tracking
 * parameters and dates don't change it, so that a feed that is merely rendered anew makes no revisions.
 */
export function contentHashOf(item: FeedItem): string {
  const words = [item.summaryHtml, item.contentHtml].map((html) =>
    htmlToText(html ?? '').replace(/\s+/gu, ' '),
  );
  const link = item.link === null ? null : canonicalLink(item.link);
  return hashOf(JSON.stringify([item.title, link, ...words, item.enclosures[0]?.url ?? null]));
}

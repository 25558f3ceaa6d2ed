import { domainToASCII } from 'node:url';
import tlds from 'tlds' with { type: 'json' };
import { countGraphemes } from '../base/graphemes.ts';

/**
 * The length of a post as Mastodon's server counts it: grapheme clusters of content warning and text together, where in
 * the text every link counts as `charactersPerLink` and "@name@server" counts as "@name". Links and mentions in a
 * content warning count in full.
 */
export function countMastodonCharacters(
  text: string,
  contentWarning: string,
  charactersPerLink: number,
): number {
  return countGraphemes(contentWarning + countableText(text, charactersPerLink));
}

function countableText(text: string, charactersPerLink: number): string {
  if (blank.test(text)) return '';
  let countable = '';
  let end = 0;
  for (const entity of withoutOverlaps([...findLinks(text), ...findMentions(text)])) {
    countable += text.slice(end, entity.start);
    countable += entity.kind === 'link' ? 'x'.repeat(charactersPerLink) : `@${entity.name}`;
    end = entity.end;
  }
  return countable + text.slice(end);
}

/** Where the server's length rule makes a concession. UTF-16 offsets, end exclusive. */
type Entity = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'link' }
  | { readonly kind: 'mention'; readonly name: string }
);

/** Of two that overlap the server keeps the one that starts first. */
function withoutOverlaps(entities: readonly Entity[]): readonly Entity[] {
  let end = 0;
  return entities
    .toSorted((a, b) => a.start - b.start)
    .filter((entity) => {
      if (entity.start < end) return false;
      end = entity.end;
      return true;
    });
}

function* findLinks(text: string): Generator<Entity> {
  // No link crosses ASCII white space, and without a scheme none counts, so the costly pattern sees few words.
  for (const word of text.matchAll(/[^\t-\r ]+/g)) {
    if (!word[0].includes('://')) continue;
    for (const match of word[0].matchAll(linkPattern())) {
      const { before = '', link = '', scheme, host = '' } = match.groups ?? {};
      // A bare domain is no link here, but it has used up its path: in "a.org/https://b.org" the server sees no link.
      if (scheme === undefined) continue;
      const counted = asShortened(link);
      if (counted === null || !isEncodable(host, counted)) continue;
      const start = word.index + match.index + before.length;
      yield { kind: 'link', start, end: start + counted.length };
    }
  }
}

/** A t.co address ends with its slug, whatever follows; one with an overlong slug is none. */
function asShortened(link: string): string | null {
  const shortened = /^https?:\/\/t\.co\/([a-z0-9]+)/i.exec(link);
  if (!shortened?.[1]) return link;
  return shortened[1].length > 40 ? null : shortened[0];
}

/** The server encodes the host as DNS does, and takes the whole address up to 4,096 characters. */
function isEncodable(host: string, link: string): boolean {
  const encoded = domainToASCII(host);
  if (encoded === '' || encoded.split('.').some((label) => label.length > 63)) return false;
  return [...link].length + Math.max(0, encoded.length - [...host].length) <= 4096;
}

function* findMentions(text: string): Generator<Entity> {
  for (const match of text.matchAll(mentionPattern)) {
    const { name = '', server = '' } = match.groups ?? {};
    const end = match.index + match[0].length;
    if (noMentionBefore.test(text.slice(end, end + 3)) || [...server].length > 253) continue;
    yield { kind: 'mention', start: match.index, end, name };
  }
}

const blank = /^\p{White_Space}*$/u;

// What follows is, as patterns of our own, the grammar of Mastodon 4.6.5 (app/models/account.rb, app/lib/extractor.rb,
// config/initializers/twitter_regex.rb) and of the twitter-text 3.1.0 it builds on (checked 2026-11).

const wordCharacter = String.raw`[\p{L}\p{M}\p{Nd}\p{Pc}]`;
const mentionPattern = new RegExp(
  String.raw`(?<![=/]|${wordCharacter})@(?<name>\w+(?:[.-]+\w+)*)` +
    `(?:@(?<server>${wordCharacter}+(?:[.-]+${wordCharacter}+)*))?`,
  'gu',
);

const accentedLatin = String.raw`\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff`;
const noMentionBefore = new RegExp(`^(?:[@＠${accentedLatin}]|://)`, 'u');

/** The March 2020 list of twitter-text 3.1.0 lacks these top-level domains of today: links there count in full. */
const unknownTopLevels = new Set(['amazon', 'kids', 'music', 'spa', 'ישראל', 'アマゾン', '亚马逊']);

let builtLinkPattern: RegExp | null = null;

/** Built on first use: it names every top-level domain. */
function linkPattern(): RegExp {
  builtLinkPattern ??= buildLinkPattern();
  return builtLinkPattern;
}

function buildLinkPattern(): RegExp {
  const directional = String.raw`\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069`;
  const notInText = String.raw`\ufffe\ufeff\uffff`;
  const spaces = String.raw`\t-\r \u0085\u00a0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;
  const before = `[^A-Z0-9@＠$#＃${notInText}]|[${directional}]|^`;

  const hostCharacter = String.raw`[^${directional}!-\/:-@\[-\x60\{-~\x00-\x1f\x7f${notInText}${spaces}]`;
  // At most 64 characters: a longer label can't be encoded, and without a bound a long word costs its square.
  const label = (inner: string) =>
    String.raw`(?:${hostCharacter}(?:${inner}|${hostCharacter}){0,62})?${hostCharacter}\.`;
  const topLevels = tlds
    .filter((name) => !unknownTopLevels.has(name))
    .toSorted((a, b) => b.length - a.length)
    .join('|');
  const host = `(?:${label('[_-]')})*${label('-')}(?:(?:${topLevels})(?=[^0-9a-z@+-]|$)|xn--[0-9a-z]+)`;

  const inPath = String.raw`[^\p{White_Space}<>()?]`;
  const parenthesesOf = (inner: string) => String.raw`\((?:${inner}+|${inner}*\(${inner}+\)${inner}*)\)`;
  // The closing parentheses of a path still follow twitter-text's narrower idea of a path: an accident that counts.
  const narrowInPath = String.raw`[a-z\p{Script=Cyrillic}0-9!*';:=+,.$\/%#\[\]\p{Pd}_~&\|@${accentedLatin}]`;
  const endOfPath = String.raw`(?:[^\p{White_Space}()?!*"'「」<>;:=,.$%\[\]~&\|@]|${parenthesesOf(narrowInPath)})`;
  const path = String.raw`(?:${inPath}*(?:${parenthesesOf(inPath)}${inPath}*)*${endOfPath}|${inPath}+\/)`;

  const beyondAscii = String.raw`\u{a0}-\u{d7ff}\u{e000}-\u{fdcf}\u{fdf0}-\u{ffef}\u{10000}-\u{1fffd}\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}\u{40000}-\u{dfffd}\u{e1000}-\u{efffd}\u{f0000}-\u{ffffd}\u{100000}-\u{10fffd}`;
  const inQuery = String.raw`[a-z0-9!?*'\(\);:&=+$\/%#\[\]\-_.,~\|@\^${beyondAscii}]`;
  const endOfQuery = String.raw`[a-z0-9_&=#\/\-${beyondAscii}]`;

  return new RegExp(
    String.raw`(?<before>${before})(?<link>(?<scheme>(?:https?|dat|dweb|ipfs|ipns|ssb|gopher|gemini):\/\/)?` +
      String.raw`(?<host>${host})(?::[0-9]+)?(?:\/${path}*)?(?:\?${inQuery}*${endOfQuery})?)`,
    'giu',
  );
}

import type { ArticleImage, Block, Recording } from '../article.ts';
import { textsOfBlock } from '../article-text.ts';
import { isPullQuote } from './furniture.ts';
import { inlineTags, inlineText, lineBreak, runText, silentTags, splitParagraphs } from './inline-text.ts';
import { isList, isListOfLinks, listItems } from './list-items.ts';
import { isMediaFrame } from './media-frame.ts';
import {
  elementsOf,
  findElement,
  nameOf,
  outermostElements,
  type PageElement,
  type PageNode,
} from './page-tree.ts';
import { isPicture, readPictures } from './pictures.ts';
import { countPlayers, readAnnouncedRecording, readRecording } from './recordings.ts';
import { isLabel, isTeaser, isTeaserHeading } from './teasers.ts';

/** What a story holds, in reading order. */
export interface Body {
  readonly blocks: readonly Block[];
  readonly images: readonly ArticleImage[];
  readonly recordings: readonly Recording[];
}

/**
 * Reads the blocks inside `text`, and the pictures and recordings of the whole `story` around it: a main picture often
 * stands above the text. `base` is the address that relative ones start from.
 */
export function readBody(story: PageElement, within: { text: PageElement; base: string }): Body {
  const sheet: Sheet = {
    ...within,
    inText: false,
    isQuoted: false,
    blocks: [],
    images: [],
    recordings: [],
    run: emptyRun(),
  };
  readNode(story, sheet);
  endParagraph(sheet);
  while (sheet.blocks.at(-1)?.kind === 'heading') sheet.blocks.pop();
  return { blocks: sheet.blocks, images: distinct(sheet.images), recordings: distinct(sheet.recordings) };
}

/** What has been read so far. */
interface Sheet {
  readonly text: PageElement;
  readonly base: string;
  inText: boolean;
  /** Inside a quotation every line counts: the last one is often a name. */
  readonly isQuoted: boolean;
  readonly blocks: Block[];
  readonly images: ArticleImage[];
  readonly recordings: Recording[];
  /** The paragraph being read: its text, and how much of it is link. */
  run: { pieces: string[]; linked: number };
}

function emptyRun(): Sheet['run'] {
  return { pieces: [], linked: 0 };
}

function readNode(node: PageNode, sheet: Sheet): void {
  if (typeof node === 'string') {
    if (sheet.inText) sheet.run.pieces.push(runText(node));
    return;
  }
  if (node !== sheet.text) {
    readElement(node, sheet);
    return;
  }
  endParagraph(sheet);
  sheet.inText = true;
  readElement(node, sheet);
  endParagraph(sheet);
  sheet.inText = false;
}

function readElement(element: PageElement, sheet: Sheet): void {
  const { tag } = element;
  if (isMediaFrame(element)) readMedia(element, sheet);
  else if (silentTags.has(tag)) return;
  else if (tag === 'br') sheet.run.pieces.push(lineBreak);
  else if (isHeading(element)) readHeading(element, sheet);
  else if (isList(element)) readList(element, sheet);
  else if (isSetOff(element)) readBlockQuote(element, sheet);
  else if (isDataTable(element)) endParagraph(sheet);
  else if (inlineTags.has(tag)) readInline(element, sheet);
  else readBlock(element, sheet);
}

function readInline(element: PageElement, sheet: Sheet): void {
  if (element.tag === 'a') sheet.run.linked += inlineText(element).replace(/\s+/gu, '').length;
  for (const child of element.children) readNode(child, sheet);
}

function readBlock(element: PageElement, sheet: Sheet): void {
  endParagraph(sheet);
  const recording = element.tag === 'p' ? readAnnouncedRecording(element, sheet.base) : null;
  if (recording) sheet.recordings.push(recording);
  if (recording || readLooseCaption(element, sheet)) return;
  for (const child of element.children) readNode(child, sheet);
  endParagraph(sheet);
}

/** A caption that no frame holds together with its picture belongs to the picture before it. */
function readLooseCaption(element: PageElement, sheet: Sheet): boolean {
  if (!/(?<![a-z])caption(?![a-z])/i.test(nameOf(element)) || element.textLength > longestCaption)
    return false;
  const picture = sheet.images.pop();
  const caption = picture?.caption ?? (inlineText(element) || null);
  if (picture) sheet.images.push({ ...picture, caption, altText: picture.altText ?? caption });
  return true;
}

const longestCaption = 500;

function endParagraph(sheet: Sheet): void {
  const { pieces, linked } = sheet.run;
  sheet.run = emptyRun();
  const paragraphs = splitParagraphs(pieces.join(''));
  for (const text of paragraphs) {
    const isTelling = /[\p{L}\p{N}]/u.test(text) && !isLabel(text);
    const line = { text, linked: paragraphs.length === 1 ? linked : 0 };
    if (sheet.isQuoted || (isTelling && !isTeaser(line))) {
      sheet.blocks.push({ kind: 'paragraph', text });
    }
  }
}

/** A heading that was never closed holds the rest of the page. */
function isHeading(element: PageElement): boolean {
  return (
    /^h[1-6]$/.test(element.tag) &&
    !findElement(element, ({ tag }) => tag === 'p' || tag === 'ul' || tag === 'table')
  );
}

function readHeading(element: PageElement, sheet: Sheet): void {
  endParagraph(sheet);
  for (const picture of [...elementsOf(element)].filter(isPicture)) readMedia(picture, sheet);
  const text = inlineText(element);
  if (sheet.inText && text && !isTeaserHeading(text)) sheet.blocks.push({ kind: 'heading', text });
}

/** A list of links is navigation, unless the text leads into it. */
function readList(list: PageElement, sheet: Sheet): void {
  endParagraph(sheet);
  for (const frame of outermostElements(list, isMediaFrame)) readMedia(frame, sheet);
  const items = listItems(list);
  if (!sheet.inText || items.length === 0) return;
  const before = sheet.blocks.at(-1);
  const leadsIn = before?.kind === 'paragraph' && /[:：]$/u.test(before.text);
  if (!leadsIn && isListOfLinks(list)) return;
  if (leadsIn) sheet.blocks.pop();
  sheet.blocks.push({ kind: 'list', intro: leadsIn ? before.text : null, items });
}

/** Press releases indent whole pages with a blockquote; such a long one is text. */
function isSetOff(element: PageElement): boolean {
  return (element.tag === 'blockquote' || isPullQuote(element)) && element.textLength < longestSetOff;
}

const longestSetOff = 1500;

function readBlockQuote(element: PageElement, sheet: Sheet): void {
  endParagraph(sheet);
  if (!sheet.inText) return;
  const lines: Sheet = { ...sheet, text: element, inText: true, isQuoted: true, blocks: [], run: emptyRun() };
  for (const child of element.children) readUnquoted(child, lines);
  endParagraph(lines);
  const text = lines.blocks.flatMap(textsOfBlock).join('\n');
  if (text) sheet.blocks.push({ kind: 'block-quote', text });
}

/** A block quote inside the element that frames it is the same quotation; who is cited gets a line of its own. */
function readUnquoted(node: PageNode, lines: Sheet): void {
  if (typeof node === 'string' || !(quotationParts.has(node.tag) || isPullQuote(node))) {
    readNode(node, lines);
    return;
  }
  endParagraph(lines);
  for (const child of node.children) readUnquoted(child, lines);
  endParagraph(lines);
}

const quotationParts = new Set(['blockquote', 'cite', 'footer', 'figcaption']);

/** Rows of figures are no sentences; a table that holds paragraphs is an old way to lay out a page. */
function isDataTable(element: PageElement): boolean {
  if (element.tag !== 'table') return false;
  return !elementsOf(element).some(
    ({ tag, textLength }) => tag === 'p' || tag === 'article' || (tag === 'td' && textLength > longestCell),
  );
}

const longestCell = 200;

function readMedia(frame: PageElement, sheet: Sheet): void {
  // A picture amid a sentence must not break it.
  if (!isPicture(frame)) endParagraph(sheet);
  if (countPlayers(frame) > 0) {
    const recording = readRecording(frame, sheet.base);
    if (recording) sheet.recordings.push(recording);
  } else sheet.images.push(...readPictures(frame, sheet.base));
}

function distinct<Media extends { readonly url: string }>(media: readonly Media[]): readonly Media[] {
  return [...new Map(media.toReversed().map((piece) => [piece.url, piece])).values()].toReversed();
}

import { decodeEntities } from './html-entities.ts';
import { cleanText, foldSpaces } from './plain-text.ts';

/**
 * HTML as people read it: tags gone, blocks and line breaks on lines of their own, entities decoded once, white space
 * folded, scripts and styles left out. Reads every character once, so hostile markup costs no more than its length.
 */
export function htmlToText(html: string): string {
  if (!/[<&]/.test(html)) return foldSpaces(cleanText(html));
  let text = '';
  let position = 0;
  while (position < html.length) {
    const open = nextMarkup(html, position);
    text += decodeEntities(html.slice(position, open)).replace(/\s+/g, ' ');
    if (open === html.length) break;
    const { end, name } = readMarkup(html, open);
    if (blocks.has(name)) text += '\n';
    position = silent.has(name) && html[open + 1] !== '/' ? closingTag(html, { from: end, name }) : end;
  }
  return cleanText(text)
    .replace(/ {2,}/g, ' ')
    .replace(/ ?\n\s*/g, '\n')
    .trim();
}

const blocks = new Set(
  (
    'address article aside blockquote br center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);

const silent = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'svg', 'head']);

/** The next `<` that begins markup; one that doesn't ("5 < 6") is text. */
function nextMarkup(html: string, from: number): number {
  let open = html.indexOf('<', from);
  while (open !== -1 && !/[a-z/!?]/i.test(html[open + 1] ?? '')) open = html.indexOf('<', open + 1);
  return open === -1 ? html.length : open;
}

/** A tag that never ends takes the rest with it, as in a browser: publishers cut summaries in mid-tag. */
function readMarkup(html: string, open: number): { end: number; name: string } {
  if (html.startsWith('<!--', open)) return { end: after(html.indexOf('-->', open + 4), 3, html), name: '' };
  if (html.startsWith('<![CDATA[', open)) return { end: open + 9, name: '' };
  const name = /[^\s/>]*/.exec(html.slice(open + 1, open + 32).replace(/^\//, ''))?.[0].toLowerCase() ?? '';
  let quote = '';
  for (let at = open + 1; at < html.length; at += 1) {
    const character = html[at] ?? '';
    if (quote) quote = character === quote ? '' : quote;
    else if (character === '>') return { end: at + 1, name };
    else if ((character === '"' || character === "'") && /[=\s]/.test(html[at - 1] ?? '')) quote = character;
  }
  return { end: html.length, name };
}

function closingTag(html: string, { from, name }: { from: number; name: string }): number {
  const closing = new RegExp(`</${name}`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
}

function after(index: number, length: number, html: string): number {
  return index === -1 ? html.length : index + length;
}

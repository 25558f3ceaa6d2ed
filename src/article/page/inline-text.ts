import { visibleText } from '../visible-text.ts';
import type { PageNode } from './page-tree.ts';

/** What stands for a line break inside a run of text until its paragraphs are told apart. */
export const lineBreak = '\u2028';

/** An element's text on one line, as a reader sees it. */
export function inlineText(node: PageNode): string {
  return visibleText(runText(node));
}

/** A run of text, with its line breaks marked and blocks inside it kept apart. */
export function runText(node: PageNode): string {
  if (typeof node === 'string') return node.replaceAll(lineBreak, ' ');
  if (node.tag === 'br') return lineBreak;
  if (silentTags.has(node.tag)) return '';
  const text = node.children.map(runText).join('');
  return inlineTags.has(node.tag) ? text : ` ${text} `;
}

/** The paragraphs of a run: two line breaks in a row part them, a single one is a space. */
export function splitParagraphs(run: string): readonly string[] {
  return run
    .split(/\u2028[ \t\n\r\f\u00a0]*\u2028/)
    .map(visibleText)
    .filter((text) => text !== '');
}

/** Elements whose content nobody reads as text. */
export const silentTags: ReadonlySet<string> = new Set(
  'script style template noscript svg math canvas iframe object head title select option button textarea'.split(
    ' ',
  ),
);

/** Elements that stand within a line of text. */
export const inlineTags: ReadonlySet<string> = new Set(
  (
    'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small ' +
    'span strike strong sub sup time tt u var wbr'
  ).split(' '),
);

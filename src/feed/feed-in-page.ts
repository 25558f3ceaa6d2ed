/** The feed that some program set into the body of a web page, as it stands there; else the text as it is. */
export function takeFeedOutOfPage(text: string): string {
  const page = /<html[\s>]/i.exec(text.slice(0, farthest));
  const feed = page && /<(rss|feed|rdf:rdf)(?=\s)/i.exec(text);
  if (!feed || feed.index < page.index || isHidden(text.slice(0, feed.index))) return text;
  const tag = text.slice(feed.index, text.indexOf('>', feed.index));
  const end = text.lastIndexOf(`</${feed[1]}>`);
  return /\s(?:xmlns|version)/.test(tag) && end > feed.index
    ? text.slice(feed.index, text.indexOf('>', end) + 1)
    : text;
}

/** What a page keeps in a comment or a script is not what it shows. */
function isHidden(before: string): boolean {
  return [
    ['<!--', '-->'],
    ['<script', '</script'],
    ['<template', '</template'],
  ].some(([open = '', close = '']) => before.lastIndexOf(open) > before.lastIndexOf(close));
}

/** A page begins after its document type, and comments that no program makes long. */
const farthest = 4000;

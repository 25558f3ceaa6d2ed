import type { Quote } from '../article/quote.ts';

/**
 * The stretches of a quote as they stand in the article, without the attribution between them, and one for each
 * paragraph of a speech that runs over several. A paragraph that opens with a quotation mark of its own loses it.
 */
export function stretchesOf(quote: Quote): string[] {
  return spokenParts(quote).flatMap((part) =>
    part
      .split(/\s*\n\s*/u)
      .map((paragraph, index) =>
        (index === 0 ? paragraph : paragraph.replace(/^[\p{Pi}\p{Ps}"]\s*/u, '')).trim(),
      )
      .filter((paragraph) => paragraph !== ''),
  );
}

/** `text` holds either everything from `start` to `end`, attribution included, or the parts alone with space between. */
function spokenParts({ start, end, text, parts }: Quote): string[] {
  if (parts === null || parts.length === 0) return [text];
  if (text.length === end - start)
    return parts.map((part) => text.slice(part.start - start, part.end - start));
  const spoken: string[] = [];
  let from = 0;
  for (const part of parts) {
    while (/\s/u.test(text[from] ?? '')) from += 1;
    spoken.push(text.slice(from, from + part.end - part.start));
    from += part.end - part.start;
  }
  return spoken.filter((stretch) => stretch !== '');
}

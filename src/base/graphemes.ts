const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Grapheme clusters (user-perceived characters), the unit both networks count in. */
export function countGraphemes(text: string): number {
  if (isPlain.test(text)) return text.length;
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** Of such characters each is a cluster of its own; of a carriage return and a line feed only the two together are one. */
const isPlain = /^[\n -~]*$/;

/** The UTF-8 length of `text`, in bytes. */
export function countBytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

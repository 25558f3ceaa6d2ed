/** A stretch of text between line ends; offsets into the text, end exclusive. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

/** The text's lines that hold anything. A quotation never runs past one without saying so again at the next. */
export function splitLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const breakAt = text.indexOf('\n', start);
    const end = breakAt < 0 ? text.length : breakAt;
    if (text.slice(start, end).trim() !== '') lines.push({ start, end });
    start = end + 1;
  }
  return lines;
}

import { createColors } from 'picocolors';
import type { Formatter } from 'picocolors/types.js';

/** What a command writes to: a person's terminal gets colour and a live line, a pipe gets plain lines. */
export interface Terminal {
  readonly colours: Colours;
  /** Columns to fill; 80 in a pipe. */
  readonly columns: number;
  readonly isLive: boolean;
  write(line: string): void;
  /** Bad news, on standard error. */
  complain(line: string): void;
  /** Replaces the live line at the bottom; does nothing in a pipe. Null takes it away. */
  showProgress(line: string | null): void;
}

/** Colours that are plain text where there is nobody to see them. */
export interface Colours {
  readonly bold: Formatter;
  readonly dim: Formatter;
  readonly red: Formatter;
  readonly green: Formatter;
  readonly yellow: Formatter;
  readonly cyan: Formatter;
}

/** Writes in colour, with a live line, where `stdout` is a person’s terminal. */
export function openTerminal({
  stdout,
  stderr,
}: {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
}): Terminal {
  const isLive = stdout.isTTY === true;
  // A terminal that nobody has given a size says that it has none.
  const width = () => stdout.columns || 80;
  let progress = '';
  const clear = () => {
    if (progress) stdout.write('\r\u001b[2K');
  };
  return {
    colours: createColors(isLive && !process.env.NO_COLOR),
    columns: Math.min(width(), 100),
    isLive,
    write: (line) => {
      clear();
      stdout.write(`${line}\n${progress}`);
    },
    complain: (line) => {
      clear();
      stderr.write(`${line}\n`);
      if (progress) stdout.write(progress);
    },
    showProgress: (line) => {
      if (!isLive) return;
      clear();
      progress = line === null ? '' : line.slice(0, width() - 1);
      if (progress) stdout.write(progress);
    },
  };
}

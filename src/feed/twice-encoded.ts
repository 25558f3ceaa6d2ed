import { isUtf8 } from 'node:buffer';
import { windows1252Character } from './html-entities.ts';

/**
 * The text that some program took for windows-1252 and encoded once more as UTF-8 ("FranÃ§ais" for "Français"). Only where
 * that explains every character beyond ASCII: who writes about such text also writes other letters, and all others stay
 * as they are. Nearly every text shows in its first such letter that it is none.
 */
export function undoSecondEncoding(text: string): string {
  let restored = '';
  let at = 0;
  let runs = 0;
  for (const { 0: run, index } of text.matchAll(/[\u0080-\uffff]+/g)) {
    const meant = decodeAgain(run);
    if (meant === null) return text;
    restored += text.slice(at, index) + meant;
    at = index + run.length;
    runs += 1;
  }
  return runs < fewestRuns ? text : restored + text.slice(at);
}

/** A single "É»" is French in capitals. */
const fewestRuns = 3;

function decodeAgain(run: string): string | null {
  const bytes = new Uint8Array(run.length);
  for (let at = 0; at < run.length; at += 1) {
    const byte = byteOf.get(run.charCodeAt(at));
    if (byte === undefined) return null;
    bytes[at] = byte;
  }
  return isUtf8(bytes) ? new TextDecoder().decode(bytes) : null;
}

/** The byte of each character of windows-1252; programs that mean Latin-1 leave U+0080 to U+009F as they are. */
const byteOf = new Map(
  Array.from({ length: 128 }, (_, index) => index + 128).flatMap((byte) => [
    [byte, byte] as const,
    [windows1252Character(byte).charCodeAt(0), byte] as const,
  ]),
);

import { encodingNamed } from './encoding-names.ts';
import { decodeWide } from './wide-text.ts';

/**
 * The text of a body, whatever its server says about the encoding. UTF-8 wins over every label, because no other encoding
 * in use produces it by accident; then the Content-Type header, the declaration inside an XML or HTML document, and
 * windows-1252. Never throws, and drops a byte order mark.
 */
export function decodeText(body: Uint8Array, hints: { contentType: string | null }): string {
  const wide = decodeWide(body);
  if (wide !== null) return wide;
  const text = readValidUtf8(body);
  // ISO-2022-JP is written in seven bits, so it is valid UTF-8 as well; its escape sequences tell it apart.
  if (text !== null && !text.includes('\u001b')) return text;
  const labels = [headerLabel(hints.contentType), declaredLabel(body)].filter((label) => label !== null);
  if (text !== null) return labels.includes('iso-2022-jp') ? decodeAs(body, 'iso-2022-jp') : text;
  const [label] = labels.filter((name) => name !== 'utf-8');
  // Nobody who says UTF-8, or nothing, means another encoding by what looks like it.
  const wholeToBroken = label !== undefined && labels[0] === label ? 10 : 1;
  return readMostlyUtf8(body, wholeToBroken) ?? decodeAs(body, label ?? 'windows-1252');
}

function decodeAs(body: Uint8Array, label: string): string {
  return new TextDecoder(label).decode(body);
}

function headerLabel(contentType: string | null): string | null {
  return encodingNamed(/charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1]);
}

/** A document that can be read far enough to find a label in it is not UTF-16, whatever the label claims. */
function declaredLabel(body: Uint8Array): string | null {
  const head = decodeAs(body.subarray(0, 1024), 'windows-1252');
  const declared =
    /<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1] ??
    /<meta[^>]*?\scharset\s*=\s*["']?([^\s"'/>;]+)/i.exec(head)?.[1] ??
    /<meta[^>]*?\scontent\s*=\s*["'][^"'>]*charset=([^\s"'>;]+)/i.exec(head)?.[1];
  const label = encodingNamed(declared);
  return label?.startsWith('utf-16') ? 'utf-8' : label;
}

function readValidUtf8(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** A publisher that cuts text at a byte count leaves half a character in a document that is otherwise UTF-8. */
function readMostlyUtf8(body: Uint8Array, wholeToBroken: number): string | null {
  const text = decodeAs(body, 'utf-8');
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[\u0080-\ufffc\uffff]/g)?.length ?? 0;
  return whole > broken * wholeToBroken ? text : null;
}

/**
 * The text of a body, whatever its server says about the encoding. Valid UTF-8 wins over every label, because no other
 * encoding in use produces it by accident; then the Content-Type header, the declaration inside an XML or HTML document,
 * and windows-1252. Never throws, and drops a byte order mark.
 */
export function decodeText(body: Uint8Array, hints: { contentType: string | null }): string {
  const utf16 = utf16Label(body);
  if (utf16) return decodeAs(body, utf16);
  const text = readValidUtf8(body);
  // ISO-2022-JP is written in seven bits, so it is valid UTF-8 as well; its escape sequences tell it apart.
  if (text !== null && !text.includes('\u001b')) return text;
  const labels = [headerLabel(hints.contentType), declaredLabel(body)].filter((label) => label !== null);
  if (text !== null) return labels.includes('iso-2022-jp') ? decodeAs(body, 'iso-2022-jp') : text;
  for (const label of labels) {
    if (label !== 'utf-8') return decodeAs(body, label);
    const mostlyUtf8 = readMostlyUtf8(body);
    if (mostlyUtf8 !== null) return mostlyUtf8;
  }
  return decodeAs(body, 'windows-1252');
}

function decodeAs(body: Uint8Array, label: string): string {
  return new TextDecoder(label).decode(body);
}

/** UTF-16 is seen by its byte order mark, or by every other byte of the first tag being zero. */
function utf16Label(body: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second, third, fourth] = body;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === lessThan && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second === lessThan && third === 0 && fourth !== 0) return 'utf-16be';
  return null;
}

const lessThan = 0x3c;

function headerLabel(contentType: string | null): string | null {
  return knownLabel(/charset\s*=\s*["']?([^\s"';]+)/i.exec(contentType ?? '')?.[1]);
}

/** A document that can be read far enough to find a label in it is not UTF-16, whatever the label claims. */
function declaredLabel(body: Uint8Array): string | null {
  const head = decodeAs(body.subarray(0, 1024), 'windows-1252');
  const declared =
    /<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/i.exec(head)?.[1] ??
    /<meta[^>]*?\scharset\s*=\s*["']?([^\s"'/>;]+)/i.exec(head)?.[1] ??
    /<meta[^>]*?\scontent\s*=\s*["'][^"'>]*charset=([^\s"'>;]+)/i.exec(head)?.[1];
  const label = knownLabel(declared);
  return label?.startsWith('utf-16') ? 'utf-8' : label;
}

function knownLabel(label: string | undefined): string | null {
  if (!label) return null;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

function readValidUtf8(body: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

/** A publisher that cuts text at a byte count leaves half a character in a document that is otherwise UTF-8. */
function readMostlyUtf8(body: Uint8Array): string | null {
  const text = decodeAs(body, 'utf-8');
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[\u0080-\ufffc\uffff]/g)?.length ?? 0;
  return whole > broken ? text : null;
}

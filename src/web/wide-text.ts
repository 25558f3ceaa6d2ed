/**
 * The text of a body in UTF-16 or UTF-32, which its byte order mark tells, or the zeros around its first "<"; null when
 * it is in neither.
 */
export function decodeWide(body: Uint8Array): string | null {
  const label = wideLabel(body);
  if (label === null) return null;
  return label === 'utf-32le' || label === 'utf-32be'
    ? decodeUtf32(body, label)
    : new TextDecoder(label).decode(body);
}

function wideLabel(body: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be' | null {
  const [first, second, third, fourth] = body;
  const startsWith = (...bytes: readonly number[]) => bytes.every((byte, index) => body[index] === byte);
  if (startsWith(0xff, 0xfe, 0, 0) || startsWith(lessThan, 0, 0, 0)) return 'utf-32le';
  if (startsWith(0, 0, 0xfe, 0xff) || startsWith(0, 0, 0, lessThan)) return 'utf-32be';
  if (startsWith(0xff, 0xfe)) return 'utf-16le';
  if (startsWith(0xfe, 0xff)) return 'utf-16be';
  if (first === lessThan && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second === lessThan && third === 0 && fourth !== 0) return 'utf-16be';
  return null;
}

const lessThan = 0x3c;

/** The web gave UTF-32 up, and its decoders with it. */
function decodeUtf32(body: Uint8Array, label: 'utf-32le' | 'utf-32be'): string {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  let text = '';
  for (let at = 0; at + 4 <= body.byteLength; at += 4) {
    const code = view.getUint32(at, label === 'utf-32le');
    text += code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  }
  return text.replace(/^\ufeff/, '');
}

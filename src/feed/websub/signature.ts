import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether `body`, byte for byte as it came, carries a signature made with `secret`: X-Hub-Signature by SHA-256, SHA-384 or
 * SHA-512. The header's other method, SHA-1, proves nothing any more (W3C WebSub, 7.1, checked 2026-11).
 */
export function isSignedWith(
  secret: string,
  { body, signature }: { readonly body: Uint8Array; readonly signature: string | undefined },
): boolean {
  const [, method = '', hex = ''] = /^\s*(sha256|sha384|sha512)=([0-9a-f]+)\s*$/i.exec(signature ?? '') ?? [];
  if (method === '') return false;
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest();
  const given = Buffer.from(hex, 'hex');
  // Only the length of a digest can differ here, which everybody knows; the bytes are compared in constant time.
  return hex.length === 2 * expected.length && timingSafeEqual(given, expected);
}

import { createHmac, timingSafeEqual } from 'node:crypto';

/** Whether a signature is by SHA-1, which proves nothing any more (W3C WebSub, 7.1, checked 2026-11). */
export function isBySha1(signature: string | undefined): boolean {
  return /^\s*sha1=/i.test(signature ?? '');
}

/**
 * Whether `body`, byte for byte as it came, carries a signature made with `secret`: X-Hub-Signature by SHA-256, SHA-384 or
 * SHA-512.
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

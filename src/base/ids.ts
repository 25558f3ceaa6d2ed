import { hash } from 'node:crypto';
import type { Chance } from './chance.ts';

/** A new random id: 20 lower-case letters and digits, 100 bits. */
export function drawId(chance: Chance): string {
  let id = '';
  for (const byte of chance.bytes(20)) id += alphabet[byte & 31];
  return id;
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** SHA-256 of text (as UTF-8) or bytes, in lower-case hex. */
export function hashOf(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}

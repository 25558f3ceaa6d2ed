import { cidForLex } from '@atproto/lex-cbor';
import { cidForRawHash } from '@atproto/lex-data';
import { lexParse } from '@atproto/lex-json';

/** The CID a server gives the record with this JSON text: replies can refer to it before it is published. */
export async function recordCid(recordJson: string): Promise<string> {
  return (await cidForLex(lexParse(recordJson))).toString();
}

/** The CID a server gives uploaded bytes with this SHA-256 (hex): a record can refer to them before the upload. */
export function blobCid(hash: string): string {
  return cidForRawHash(Buffer.from(hash, 'hex')).toString();
}

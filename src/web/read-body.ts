import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { failed, type Result, success } from '../base/failure.ts';

/** A body as its writer made it: decompressed, at most `mostBytes` long. */
export async function readBody(
  sent: Uint8Array,
  { contentEncoding, mostBytes }: { contentEncoding: string; mostBytes: number },
): Promise<Result<Uint8Array, 'body-too-large' | 'body-broken'>> {
  const codings = contentEncoding
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim());
  const applied = codings.filter((coding) => coding !== '' && coding !== 'identity').reverse();
  // Nobody compresses thrice, but a bomb is made that way.
  if (applied.length > 2) return failed('body-broken');
  let body = sent;
  for (const coding of applied) {
    const plain = body.length === 0 ? success(body) : await decompress(body, { coding, mostBytes });
    if (!plain.ok) return plain;
    body = plain.value;
  }
  return isGzip(body) ? decompress(body, { coding: 'gzip', mostBytes }) : success(body);
}

/** Some servers hand out what they keep compressed and don't say so; nobody here asks for an archive. */
function isGzip(body: Uint8Array): boolean {
  return body[0] === 0x1f && body[1] === 0x8b && body[2] === 8;
}

/** The codings we ask for, as Accept-Encoding names them. */
export const acceptEncoding = 'gzip, br, zstd, deflate';

type Decompress = (body: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;

const inflate: Decompress = promisify(zlib.inflate);
const inflateRaw: Decompress = promisify(zlib.inflateRaw);
const gunzip: Decompress = promisify(zlib.gunzip);

const decompressors = new Map<string, Decompress>([
  ['gzip', gunzip],
  ['x-gzip', gunzip],
  ['br', promisify(zlib.brotliDecompress)],
  ['zstd', promisify(zlib.zstdDecompress)],
  // RFC 9110, 8.4.1.2: deflate means the zlib format, but some servers send it bare.
  [
    'deflate',
    (body, options) => (((body[0] ?? 0) & 0x0f) === 8 ? inflate(body, options) : inflateRaw(body, options)),
  ],
]);

async function decompress(
  body: Uint8Array,
  { coding, mostBytes }: { coding: string; mostBytes: number },
): Promise<Result<Uint8Array, 'body-too-large' | 'body-broken'>> {
  const decompressor = decompressors.get(coding);
  if (!decompressor) return failed('body-broken');
  try {
    return success(await decompressor(body, { maxOutputLength: mostBytes }));
  } catch (thrown) {
    const isTooLarge = thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE';
    return failed(isTooLarge ? 'body-too-large' : 'body-broken');
  }
}

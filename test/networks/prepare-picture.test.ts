import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../src/base/ids.ts';
import { type PictureFit, preparePicture } from '../../src/networks/prepare-picture.ts';

const roomy: PictureFit = { mostBytes: 1_000_000, mostPixels: null };

async function prepared(bytes: Uint8Array, fit: PictureFit = roomy) {
  const result = await preparePicture(bytes, fit);
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.detail}`);
  return result.value;
}

/** Noise is what compresses worst: the hardest picture to bring under a limit. */
function aNoisyPicture(width: number, height: number): Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#808080', noise } });
}

function aPlainPicture(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#336699' } });
}

describe('a prepared picture', () => {
  it('says what it is: hash, type, bytes and size of the very bytes it carries', async () => {
    const picture = await prepared(await aPlainPicture(400, 300).webp().toBuffer());
    const { format, width, height } = await sharp(picture.bytes).metadata();
    expect(picture).toMatchObject({
      hash: hashOf(picture.bytes),
      mediaType: `image/${format}`,
      byteLength: picture.bytes.length,
      width,
      height,
    });
    expect([format, width, height]).toEqual(['jpeg', 400, 300]);
  });

  it('is the same, byte for byte, for the same source', async () => {
    const source = await aNoisyPicture(300, 200).jpeg().toBuffer();
    expect((await prepared(source)).hash).toBe((await prepared(source)).hash);
  });

  it('has no EXIF, and so no place and no camera', async () => {
    const withPlace = await aPlainPicture(40, 30)
      .withExif({ IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '49/1 17/1 0/1' } })
      .jpeg()
      .toBuffer();
    expect((await sharp(withPlace).metadata()).exif).toBeDefined();
    const metadata = await sharp((await prepared(withPlace)).bytes).metadata();
    expect([metadata.exif, metadata.xmp, metadata.icc]).toEqual([undefined, undefined, undefined]);
  });

  it('stands upright, though its camera was turned', async () => {
    const turned = await aPlainPicture(400, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect(await prepared(turned)).toMatchObject({ width: 300, height: 400 });
  });

  it.each([300_000, 100_000, 20_000])('of noise fits into %i bytes', async (mostBytes) => {
    const picture = await prepared(await aNoisyPicture(800, 600).png().toBuffer(), { ...roomy, mostBytes });
    expect(picture.byteLength).toBeLessThanOrEqual(mostBytes);
    expect(picture.width / picture.height).toBeCloseTo(4 / 3, 1);
  });

  it.each<[number, number]>([
    [1999, 1333],
    [3000, 7],
    [101, 1999],
  ])('of %i by %i keeps to the pixels a server takes', async (width, height) => {
    const source = await aPlainPicture(width, height).png().toBuffer();
    const picture = await prepared(source, { ...roomy, mostPixels: 10_000 });
    expect(picture.width * picture.height).toBeLessThanOrEqual(10_000);
  });

  it('keeps to the longest side asked for, and is never enlarged', async () => {
    const source = await aPlainPicture(800, 600).png().toBuffer();
    expect(await prepared(source, { ...roomy, mostEdgePixels: 400 })).toMatchObject({
      width: 400,
      height: 300,
    });
    expect(await prepared(source, { ...roomy, mostEdgePixels: 5000 })).toMatchObject({
      width: 800,
      height: 600,
    });
  });

  it('stays a PNG where it is see-through', async () => {
    const source = await aPlainPicture(80, 60).ensureAlpha(0.5).png().toBuffer();
    const picture = await prepared(source);
    expect(picture.mediaType).toBe('image/png');
    expect((await sharp(picture.bytes).metadata()).hasAlpha).toBe(true);
  });

  it('becomes a JPEG where its alpha channel hides nothing', async () => {
    const source = await aPlainPicture(80, 60).ensureAlpha(1).png().toBuffer();
    expect((await prepared(source)).mediaType).toBe('image/jpeg');
  });

  it('goes onto white where a see-through PNG would be too large', async () => {
    const source = await aNoisyPicture(400, 300).ensureAlpha(0.2).png().toBuffer();
    const picture = await prepared(source, { ...roomy, mostBytes: 20_000 });
    expect(picture.mediaType).toBe('image/jpeg');
    const { channels } = await sharp(picture.bytes).stats();
    for (const { mean } of channels) expect(mean).toBeGreaterThan(200);
  });

  it('is the first frame of a picture that moves', async () => {
    const frames = Buffer.concat([Buffer.alloc(30 * 20 * 3, 250), Buffer.alloc(30 * 20 * 3, 5)]);
    const moving = await sharp(frames, { raw: { width: 30, height: 40, channels: 3, pageHeight: 20 } })
      .gif({ delay: [100, 100] })
      .toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const picture = await prepared(moving);
    expect(picture).toMatchObject({ width: 30, height: 20 });
    expect((await sharp(picture.bytes).stats()).dominant.r).toBeGreaterThan(200);
  });
});

describe('a picture that is none', () => {
  it.each<[string, Uint8Array]>([
    ['HTML', Buffer.from('<!doctype html><html><title>Sign in</title></html>')],
    ['nothing', new Uint8Array()],
    [
      'a drawing that could load other files',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    ],
  ])('because it is %s is called so', async (_, bytes) => {
    expect(await preparePicture(bytes, roomy)).toMatchObject({ failure: { code: 'picture-not-an-image' } });
  });

  it('because it breaks off is called broken', async () => {
    const source = await aNoisyPicture(400, 300).jpeg().toBuffer();
    const half = source.subarray(0, source.length / 2);
    expect(await preparePicture(half, roomy)).toMatchObject({ failure: { code: 'picture-broken' } });
  });

  it('because it unfolds to more than a hundred million pixels is never decoded', async () => {
    const bomb = pngHeader(60_000, 60_000);
    expect(await preparePicture(bomb, roomy)).toEqual({
      ok: false,
      failure: { code: 'picture-too-large', subject: 'picture', detail: '60000 × 60000 pixels' },
    });
  });

  it('because no size of it fits is called too large', async () => {
    const source = await aNoisyPicture(400, 300).jpeg().toBuffer();
    expect(await preparePicture(source, { ...roomy, mostBytes: 100 })).toMatchObject({
      failure: { code: 'picture-too-large' },
    });
  });
});

/** A PNG of a few bytes that promises `width` by `height` pixels. */
function pngHeader(width: number, height: number): Buffer {
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.concat([size, Buffer.from([8, 2, 0, 0, 0])])),
    chunk('IDAT', deflateSync(Buffer.alloc(1000))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

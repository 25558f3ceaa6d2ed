import type { Sharp } from 'sharp';
import { type Failure, failed, messageOf, type Result, success } from '../base/failure.ts';
import { hashOf } from '../base/ids.ts';
import type { Picture } from './network.ts';

/** What a picture must fit into. */
export interface PictureFit {
  readonly mostBytes: number;
  /** Width times height. */
  readonly mostPixels: number | null;
  /** The longer side; `sharpEnoughPixels` when absent. */
  readonly mostEdgePixels?: number;
}

/** Why a picture can’t be posted. */
export type PictureFailure = Failure<'picture-not-an-image' | 'picture-broken' | 'picture-too-large'>;

/**
 * Makes a picture fit to be posted: upright, in sRGB, without EXIF or place, its first frame where it moves, a PNG where
 * it is see-through and small enough for that, otherwise a JPEG. Both networks take both (checked 2026-11).
 */
export async function preparePicture(
  bytes: Uint8Array,
  { mostBytes, mostPixels, mostEdgePixels = sharpEnoughPixels }: PictureFit,
): Promise<Result<Picture, PictureFailure>> {
  const source = await openPicture(bytes);
  if (!source.ok) return source;
  const { picture, width, height, hasAlpha } = source.value;
  const pixels = mostPixels ?? mostSourcePixels;
  const edgeForPixels = Math.max(width, height) * Math.sqrt(Math.min(1, pixels / (width * height)));
  const edge = Math.min(mostEdgePixels, edgeForPixels);
  try {
    const seeThrough = hasAlpha && !(await picture.clone().stats()).isOpaque;
    for (const rung of ladder(edge, seeThrough)) {
      const encoded = await encode(picture.clone(), rung);
      // Pixels again, since sides are rounded when a picture is scaled.
      if (encoded.byteLength <= mostBytes && encoded.width * encoded.height <= pixels)
        return success(encoded);
    }
  } catch (thrown) {
    return failed({ code: 'picture-broken', subject: 'picture', detail: messageOf(thrown) });
  }
  const detail = `${width} × ${height} pixels can't be brought under ${mostBytes} bytes`;
  return failed({ code: 'picture-too-large', subject: 'picture', detail });
}

/** Wider than any reader's column, and still small enough to encode in a fraction of a second. */
const sharpEnoughPixels = 2048;

/** Large enough for every press photograph, too small for a bomb: some hundred bytes of PNG can unfold to gigabytes. */
const mostSourcePixels = 100_000_000;

const decodingSeconds = 20;

interface OpenedPicture {
  readonly picture: Sharp;
  /** As a viewer sees it, after its orientation has been applied. */
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
}

async function openPicture(bytes: Uint8Array): Promise<Result<OpenedPicture, PictureFailure>> {
  // Loaded here, since it brings 20 MB of image library that a run without pictures never needs.
  const { default: sharp } = await import('sharp');
  const notAnImage = (detail: string) =>
    failed({ code: 'picture-not-an-image', subject: 'picture', detail } as const);
  try {
    const picture = sharp(bytes, { limitInputPixels: false, failOn: 'error' });
    const { format, autoOrient, hasAlpha } = await picture.metadata();
    // A drawing or a document has no pixels of its own, and its decoder reads far more than pictures.
    if (!photographic.has(format)) return notAnImage(format);
    const { width, height } = autoOrient;
    if (width * height > mostSourcePixels) {
      const detail = `${width} × ${height} pixels`;
      return failed({ code: 'picture-too-large', subject: 'picture', detail });
    }
    const upright = picture.autoOrient().timeout({ seconds: decodingSeconds });
    return success({ picture: upright, width, height, hasAlpha });
  } catch (thrown) {
    return notAnImage(messageOf(thrown));
  }
}

const photographic: ReadonlySet<string> = new Set(['jpeg', 'png', 'webp', 'gif', 'heif', 'avif', 'tiff']);

interface Rung {
  readonly edge: number;
  readonly format: 'jpeg' | 'png';
  /** Of a JPEG, 1 to 100. */
  readonly quality: number;
}

/** Steps down in size and quality, best first. A see-through picture that no PNG can hold goes onto white. */
function ladder(edge: number, seeThrough: boolean): readonly Rung[] {
  const asPng: Rung[] = [1, 0.7].map((scale) => ({ edge: scaled(edge, scale), format: 'png', quality: 100 }));
  const asJpeg: Rung[] = [
    { scale: 1, quality: 88 },
    { scale: 1, quality: 78 },
    { scale: 0.7, quality: 78 },
    { scale: 0.5, quality: 72 },
    { scale: 0.3, quality: 64 },
    { scale: 0.15, quality: 56 },
  ].map(({ scale, quality }) => ({ edge: scaled(edge, scale), format: 'jpeg', quality }));
  return seeThrough ? [...asPng, ...asJpeg] : asJpeg;
}

function scaled(edge: number, scale: number): number {
  return Math.max(1, Math.floor(edge * scale));
}

/** Encoding without `keepMetadata` is what drops EXIF, XMP and the colour profile. */
async function encode(picture: Sharp, { edge, format, quality }: Rung): Promise<Picture> {
  const sized = picture.resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true });
  const encoder =
    format === 'png'
      ? sized.png({ compressionLevel: 9 })
      : sized.flatten({ background: '#ffffff' }).jpeg({ quality, progressive: true });
  const { data, info } = await encoder.toBuffer({ resolveWithObject: true });
  return {
    bytes: data,
    hash: hashOf(data),
    mediaType: `image/${format}`,
    byteLength: data.length,
    width: info.width,
    height: info.height,
  };
}

import { describe, expect, it } from 'vitest';
import { hashOf } from '../../../src/base/ids.ts';
import { blobCid, recordCid } from '../../../src/networks/bluesky/cid.ts';

describe('content identifiers', () => {
  it('of uploaded bytes are those every IPFS tool gives', () => {
    expect(blobCid(hashOf(''))).toBe('bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku');
  });

  // What PDS 0.5.35 answered when it was given these records (2026-11).
  it.each<[string, string, string]>([
    [
      'a text with a tag',
      '{"$type":"app.bsky.feed.post","text":"Zażółć 🇵🇱 #Warszawa","facets":[{"index":{"byteStart":20,"byteEnd":29},' +
        '"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"Warszawa"}]}],"langs":["pl"],' +
        '"createdAt":"2017-11-14T16:00:00.000Z"}',
      'bafyreicgrvvl3hltwukfbxyrdn53d2dte5iibgqsavylp7wojdjvjmh6qu',
    ],
    [
      'a post with a picture',
      '{"$type":"app.bsky.feed.post","text":"The hall","embed":{"$type":"app.bsky.embed.images","images":[{"image":' +
        '{"$type":"blob","ref":{"$link":"bafkreidozhblb2yuaedunsf45cjzga5tqi2ewklcazqs5ofja6rxwkzpg4"},' +
        '"mimeType":"image/jpeg","size":6},"alt":"A hall","aspectRatio":{"width":4,"height":3}}]},' +
        '"createdAt":"2017-11-14T16:00:00.000Z"}',
      'bafyreial6feoh62v2pjayjuht5uonje34vt4lpwbpphd7batytmbgbrqpm',
    ],
  ])('of %s are those a PDS gives', async (_, json, cid) => {
    expect(await recordCid(json)).toBe(cid);
  });

  it('do not depend on the order in which a record is written', async () => {
    const one = await recordCid('{"text":"a","langs":["en"],"createdAt":"2017-11-14T16:00:00.000Z"}');
    const other = await recordCid('{"createdAt":"2017-11-14T16:00:00.000Z","langs":["en"],"text":"a"}');
    expect(one).toBe(other);
  });
});

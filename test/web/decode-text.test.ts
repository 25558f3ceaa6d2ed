import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/web/decode-text.ts';

const words = 'Lacroix, chef des opérations de paix – « façade »';

describe('the text of a body', () => {
  it.each([
    ['UTF-8 without any label', utf8(words), null, words],
    ['UTF-8 labelled as Latin-1 by its server', utf8(words), 'text/xml; charset=ISO-8859-1', words],
    ['UTF-8 that declares Latin-1', utf8(declared('iso-8859-1', words)), null, declared('iso-8859-1', words)],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${words}`), 'text/xml', words],
    [
      'windows-1252 under a quoted label',
      cp1252('d\u00e9j\u00e0 \u0093vu\u0094'),
      'text/xml; charset="ISO-8859-1"',
      'déjà “vu”',
    ],
    ['windows-1252 without any label', cp1252('d\u00e9j\u00e0 \u0093vu\u0094'), null, 'déjà “vu”'],
    ['windows-1252 labelled as UTF-8', cp1252('d\u00e9j\u00e0 vu'), 'text/xml; charset=utf-8', 'déjà vu'],
    ['koi8-r by its header', Buffer.from('f0d2c9d7c5d4', 'hex'), 'text/xml; charset=koi8-r', 'Привет'],
    [
      'an unknown label before a good one',
      cp1252(declared('koi8-r', '\u00f0')),
      'a/b; charset=x-none',
      declared('koi8-r', 'П'),
    ],
    [
      'windows-1251 by its declaration',
      cp1252(declared('windows-1251', '\u00cf')),
      null,
      declared('windows-1251', 'П'),
    ],
    ['gb2312 by its header', Buffer.from('c4e3bac3', 'hex'), 'text/xml;charset=gb2312', '你好'],
    [
      'Shift_JIS by its declaration',
      cp1252(declared('shift_jis', '\u0093\u00fa')),
      null,
      declared('shift_jis', '日'),
    ],
    [
      'ISO-2022-JP, which is valid UTF-8 too',
      Buffer.from('\u001b$BF|\u001b(B'),
      'a/b; charset=iso-2022-jp',
      '日',
    ],
    [
      'an HTML page by its meta element',
      cp1252('<meta charset=windows-1251>\u00cf'),
      'text/html',
      '<meta charset=windows-1251>П',
    ],
    [
      'an HTML page by its http-equiv',
      cp1252('<meta content="text/html; charset=windows-1251">\u00cf'),
      null,
      '<meta content="text/html; charset=windows-1251">П',
    ],
    ['little-endian UTF-16 with its mark', Buffer.from(`\ufeff${words}`, 'utf16le'), null, words],
    ['little-endian UTF-16 without a mark', Buffer.from('<rss/>', 'utf16le'), null, '<rss/>'],
    [
      'big-endian UTF-16 without a mark',
      Buffer.from('<rss/>', 'utf16le').swap16(),
      'text/xml; charset=utf-8',
      '<rss/>',
    ],
    ['little-endian UTF-32 with its mark', utf32(`\ufeff${words}`, 'little'), null, words],
    ['big-endian UTF-32 without a mark', utf32('<rss>\u{1d11e}</rss>', 'big'), null, '<rss>\u{1d11e}</rss>'],
    ['UTF-8 that declares UTF-16', utf8(declared('utf-16', words)), null, declared('utf-16', words)],
    ['nothing', Buffer.alloc(0), null, ''],
  ])('is read from %s', (_, body, contentType, text) => {
    expect(decodeText(body, { contentType })).toBe(text);
  });

  it.each([
    ['cp1251', '\u00cf', 'П'],
    ['windows_1251', '\u00cf', 'П'],
    ['CP-1251', '\u00cf', 'П'],
    ['iso_8859_2', '\u00b1', 'ą'],
    ['latin-9', '\u00a4', '€'],
    ['MacRoman', '\u008e', 'é'],
    ['cp932', '\u0082\u00a0', 'あ'],
    ['eucJP', '\u00a4\u00a2', 'あ'],
    ['cp936', '\u00c4\u00e3', '你'],
    ['cp949', '\u00b0\u00a1', '가'],
    ['cp950', '\u00a7A', '你'],
    ['tis620', '\u00a1', 'ก'],
  ])('is read under the name %s, which only programs use', (label, bytes, text) => {
    const body = cp1252(declared(label, bytes));
    expect(decodeText(body, { contentType: null })).toBe(declared(label, text));
  });

  it('loses no more than the one character that a byte limit cut in half', () => {
    const body = Buffer.concat([utf8('paix à Genève '), utf8('é').subarray(0, 1), utf8(' façade')]);
    expect(decodeText(body, { contentType: 'text/xml; charset=utf-8' })).toBe('paix à Genève \ufffd façade');
    expect(decodeText(body, { contentType: null })).toBe('paix à Genève \ufffd façade');
  });

  it('is UTF-8 under another label only where one broken character stands beside many whole ones', () => {
    const contentType = 'text/xml; charset=iso-8859-1';
    const half = utf8('é').subarray(0, 1);
    const body = Buffer.concat([utf8('à '.repeat(20)), half, utf8(' paix')]);
    expect(decodeText(body, { contentType })).toBe(`${'à '.repeat(20)}\ufffd paix`);
    const latin = Buffer.from('LIBERTÉ» à é', 'latin1');
    expect(decodeText(latin, { contentType })).toBe('LIBERTÉ» à é');
  });
});

function utf8(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

function utf32(text: string, end: 'little' | 'big'): Buffer {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const body = Buffer.alloc(codes.length * 4);
  codes.forEach((code, index) => {
    if (end === 'little') body.writeUInt32LE(code, index * 4);
    else body.writeUInt32BE(code, index * 4);
  });
  return body;
}

/** Each character of `bytes` stands for the byte of its number. */
function cp1252(bytes: string): Buffer {
  return Buffer.from(bytes, 'latin1');
}

function declared(label: string, text: string): string {
  return `<?xml version="1.0" encoding="${label}"?><rss>${text}</rss>`;
}

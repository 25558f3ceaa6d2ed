/**
 * `text` with its HTML entities read once: numeric ones, the names of HTML 4, and those of later HTML that feeds use.
 * Unknown ones stay as they are.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,8})|#(\d{1,10})|([a-z][a-z\d]{1,31}));?/gi,
    (whole, hex, decimal, name) => {
      if (hex) return characterOf(Number.parseInt(hex, 16));
      if (decimal) return characterOf(Number.parseInt(decimal, 10));
      return whole.endsWith(';') || latinNames.has(name) ? (named.get(name) ?? whole) : whole;
    },
  );
}

/** Plain text as HTML that reads the same. */
export function textToHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** HTML prescribes that references to 128 to 159 mean windows-1252. */
function characterOf(code: number): string {
  if (code >= 128 && code <= 159) return windows1252Character(code);
  const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '';
}

/** The character that `code`, one byte, is in windows-1252. */
export function windows1252Character(code: number): string {
  return windows1252.decode(Uint8Array.of(code));
}

const windows1252 = new TextDecoder('windows-1252');

/** Names of U+00A0 to U+00FF in order. HTML reads these, and no others, without their semicolon too. */
const latin =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 ' +
  'sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc ' +
  'Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve ' +
  'Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute ' +
  'acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ' +
  'ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';

const upperGreek =
  'Alpha Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho ? Sigma Tau Upsilon Phi Chi Psi Omega';
const lowerGreek =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega';

const others =
  'Tab:9 NewLine:a excl:21 num:23 dollar:24 percnt:25 apos:27 lpar:28 rpar:29 ast:2a ' +
  'plus:2b comma:2c period:2e sol:2f colon:3a semi:3b equals:3d quest:3f commat:40 lsqb:5b ' +
  'bsol:5c rsqb:5d lowbar:5f grave:60 lbrace:7b vert:7c rbrace:7d amacr:101 aogon:105 Cacute:106 ' +
  'cacute:107 Ccaron:10c ccaron:10d dcaron:10f Dstrok:110 dstrok:111 emacr:113 eogon:119 ecaron:11b ' +
  'Gbreve:11e gbreve:11f imacr:12b Idot:130 inodot:131 Lstrok:141 lstrok:142 nacute:144 ncaron:148 ' +
  'omacr:14d OElig:152 oelig:153 rcaron:159 Sacute:15a sacute:15b Scedil:15e scedil:15f Scaron:160 ' +
  'scaron:161 umacr:16b uring:16f Yuml:178 zacute:17a zdot:17c Zcaron:17d zcaron:17e fnof:192 circ:2c6 ' +
  'tilde:2dc thetasym:3d1 upsih:3d2 piv:3d6 ensp:2002 emsp:2003 numsp:2007 puncsp:2008 thinsp:2009 ' +
  'hairsp:200a zwnj:200c zwj:200d lrm:200e rlm:200f hyphen:2010 ndash:2013 mdash:2014 horbar:2015 ' +
  'lsquo:2018 rsquo:2019 sbquo:201a ldquo:201c rdquo:201d bdquo:201e dagger:2020 Dagger:2021 bull:2022 ' +
  'hellip:2026 permil:2030 prime:2032 Prime:2033 lsaquo:2039 rsaquo:203a oline:203e frasl:2044 ' +
  'euro:20ac image:2111 weierp:2118 real:211c trade:2122 alefsym:2135 larr:2190 uarr:2191 rarr:2192 ' +
  'darr:2193 harr:2194 crarr:21b5 lArr:21d0 uArr:21d1 rArr:21d2 dArr:21d3 hArr:21d4 forall:2200 ' +
  'part:2202 exist:2203 empty:2205 nabla:2207 isin:2208 notin:2209 ni:220b prod:220f sum:2211 ' +
  'minus:2212 lowast:2217 radic:221a prop:221d infin:221e ang:2220 and:2227 or:2228 cap:2229 cup:222a ' +
  'int:222b there4:2234 sim:223c cong:2245 asymp:2248 ne:2260 equiv:2261 le:2264 ge:2265 sub:2282 ' +
  'sup:2283 nsub:2284 sube:2286 supe:2287 oplus:2295 otimes:2297 perp:22a5 sdot:22c5 lceil:2308 ' +
  'rceil:2309 lfloor:230a rfloor:230b loz:25ca star:2606 phone:260e spades:2660 clubs:2663 hearts:2665 ' +
  'diams:2666 check:2713 lang:27e8 rang:27e9';

const basic = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['AMP', '&'],
  ['LT', '<'],
  ['GT', '>'],
  ['QUOT', '"'],
]);

const latinNames = new Set([...basic.keys(), ...latin.split(' ')]);

const named = new Map([
  ...basic,
  ...inOrder(latin, 0xa0),
  ...inOrder(upperGreek, 0x391),
  ...inOrder(lowerGreek, 0x3b1),
  ...others.split(' ').map((pair) => {
    const [name = '', code = ''] = pair.split(':');
    return [name, String.fromCodePoint(Number.parseInt(code, 16))] as const;
  }),
]);

function inOrder(names: string, first: number): readonly (readonly [string, string])[] {
  return names.split(' ').map((name, index) => [name, String.fromCodePoint(first + index)] as const);
}

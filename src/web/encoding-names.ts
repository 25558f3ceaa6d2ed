/** The encoding that `label` means, as `TextDecoder` calls it; null when nobody here can read it. */
export function encodingNamed(label: string | undefined): string | null {
  if (!label) return null;
  const plain = label.trim().toLowerCase();
  return known(plain) ?? known(otherNames.get(plain.replace(/[\s_-]/g, '')) ?? respelled(plain));
}

function respelled(label: string): string {
  return label.replace(/^(?:windows|win|cp|ms)[\s_-]?(?=125\d$|874$)/, 'windows-').replaceAll('_', '-');
}

function known(label: string): string | null {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return null;
  }
}

/**
 * Names that programs write and the web's list of labels lacks: those of Python, Java and Windows (encoding.spec.whatwg.org
 * beside the alias tables of Python 3.13, checked 2026-11). UTF-7 is left out for good: it can hide markup.
 */
const otherNames = new Map(
  [
    'windows-874 tis620 thai',
    'iso-8859-15 latin9 latin0',
    'iso-8859-10 latin6',
    'iso-8859-13 latin7',
    'iso-8859-14 latin8',
    'iso-8859-16 latin10',
    'macintosh macroman xmacroman macce mac',
    'shift_jis cp932 932 ms932 mskanji windows31j shiftjis',
    'euc-jp eucjp ujis',
    'gbk cp936 936 ms936 euccn gb23121980',
    'gb18030 gb180302000 gb18030',
    'big5 cp950 950 ms950 big5hkscs',
    'euc-kr cp949 949 ms949 uhc euckr ksc5601',
    'ibm866 cp866 866',
    'koi8-r koi8r',
    'koi8-u koi8u koi8ru',
    'utf-8 utf8 utf8mb4 unicode',
  ].flatMap((line) => {
    const [encoding = '', ...names] = line.split(' ');
    return names.map((name) => [name, encoding] as const);
  }),
);

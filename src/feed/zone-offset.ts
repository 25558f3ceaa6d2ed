/** Minutes east of UTC that the text after a time names; 0 when it names no zone we know. */
export function readZone(text: string): number {
  const numeric = /^[\s(]*(?:utc|gmt|z)?\s*([+-])\s?(\d{1,2}):?(\d\d)?/.exec(text);
  if (numeric) {
    const [, sign, hours = '', minutes = '0'] = numeric;
    const offset = Number(hours) * 60 + Number(minutes);
    // The widest zone in use is UTC+14; more than that is not a zone.
    return offset > 14 * 60 ? 0 : sign === '-' ? -offset : offset;
  }
  const name = /[a-z]+/.exec(text)?.[0] ?? '';
  return named.get(name) ?? 0;
}

/** RFC 822's zones, then those seen in feeds. Ambiguous ones mean what newsrooms mean: BST is British, IST is Indian. */
const named = new Map<string, number>([
  ['et', -5 * 60],
  ['est', -5 * 60],
  ['edt', -4 * 60],
  ['ct', -6 * 60],
  ['cst', -6 * 60],
  ['cdt', -5 * 60],
  ['mt', -7 * 60],
  ['mst', -7 * 60],
  ['mdt', -6 * 60],
  ['pt', -8 * 60],
  ['pst', -8 * 60],
  ['pdt', -7 * 60],
  ['akst', -9 * 60],
  ['akdt', -8 * 60],
  ['hst', -10 * 60],
  ['ast', -4 * 60],
  ['adt', -3 * 60],
  ['nst', -3.5 * 60],
  ['ndt', -2.5 * 60],
  ['brt', -3 * 60],
  ['art', -3 * 60],
  ['clt', -4 * 60],
  ['clst', -3 * 60],
  ['cot', -5 * 60],
  ['pet', -5 * 60],
  ['vet', -4 * 60],
  ['bst', 60],
  ['wet', 0],
  ['west', 60],
  ['cet', 60],
  ['cest', 2 * 60],
  ['mez', 60],
  ['mesz', 2 * 60],
  ['eet', 2 * 60],
  ['eest', 3 * 60],
  ['sast', 2 * 60],
  ['msk', 3 * 60],
  ['eat', 3 * 60],
  ['wat', 60],
  ['cat', 2 * 60],
  ['trt', 3 * 60],
  ['irst', 3.5 * 60],
  ['gst', 4 * 60],
  ['pkt', 5 * 60],
  ['ist', 5.5 * 60],
  ['npt', 5.75 * 60],
  ['ict', 7 * 60],
  ['wib', 7 * 60],
  ['wita', 8 * 60],
  ['wit', 9 * 60],
  ['myt', 8 * 60],
  ['pht', 8 * 60],
  ['sgt', 8 * 60],
  ['hkt', 8 * 60],
  ['awst', 8 * 60],
  ['jst', 9 * 60],
  ['kst', 9 * 60],
  ['aest', 10 * 60],
  ['aedt', 11 * 60],
  ['nzst', 12 * 60],
  ['nzdt', 13 * 60],
]);

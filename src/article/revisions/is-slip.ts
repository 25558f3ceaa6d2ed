import { nearWords } from './near-words.ts';

/**
 * True when one word is the other with a slip of the hand, whichever is right: two neighbouring letters swapped; a letter
 * left out, doubled or put in; one vowel for another. Only inside the word, since its beginning and end carry meaning
 * (legal, illegal; minister, ministers), and in words long enough that few others are so near; two that are words both are no slip.
 */
export function isSlip(one: string, other: string): boolean {
  if (!(letters.test(one) && letters.test(other)) || (nearWords.has(one) && nearWords.has(other)))
    return false;
  const [longer, shorter] = one.length >= other.length ? [one, other] : [other, one];
  if (longer.length > shorter.length) return longer.length >= shortest && lacksOneInside(longer, shorter);
  return isSwap(one, other) || (one.length >= shortest && hasOtherVowelInside(one, other));
}

const letters = /^\p{L}{3,}$/u;
const shortest = 5;

function isSwap(one: string, other: string): boolean {
  const at = firstDifference(one, other);
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

function lacksOneInside(longer: string, shorter: string): boolean {
  const at = firstDifference(longer, shorter);
  // A doubled letter is noticed one place late: "occured" leaves "occurred" at its second r.
  return at > 0 && at < longer.length - 1 && longer.slice(at + 1) === shorter.slice(at);
}

function hasOtherVowelInside(one: string, other: string): boolean {
  const at = firstDifference(one, other);
  return (
    at > 0 &&
    at < one.length - 1 &&
    one.slice(at + 1) === other.slice(at + 1) &&
    isVowel(one[at]) &&
    isVowel(other[at])
  );
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  return at;
}

function isVowel(letter: string | undefined): boolean {
  return letter !== undefined && /[aeiouyаеёиоуыэюя]/u.test(letter);
}

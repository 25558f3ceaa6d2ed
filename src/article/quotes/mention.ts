import type { Language } from './language.ts';

/** A range of tokens in one paragraph, end exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Such a range, and the paragraph it is in. */
export interface Passage extends Range {
  readonly paragraph: number;
}

/** The words at a quotation that name its speaker. */
export interface Mention {
  readonly kind: 'name' | 'pronoun' | 'noun-phrase';
  readonly paragraph: number;
  /** The words that name: "Mr. Khare", "White House spokesman Josh Earnest", "the senior official". */
  readonly range: Range;
  /** With what follows the head: "a spokesman for the ministry". */
  readonly wholeRange: Range;
}

/** Where to read a noun phrase. */
export interface Reach extends Range {
  readonly language: Language;
  /** True when nothing but the phrase stands between `from` and `to`: then every word up to there belongs to it. */
  readonly isWholePhrase?: boolean;
  /** True when a verb of speech precedes, so that no other verb can follow: "said Lima supporter Jane Roe". */
  readonly followsVerb?: boolean;
}

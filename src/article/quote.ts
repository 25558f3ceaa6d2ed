/** Words copied exactly from the article, and who said them. */
export interface Quote {
  /** UTF-16 offsets into the text given to `findQuotes`, inside the marks; end exclusive. */
  readonly start: number;
  readonly end: number;
  /** The words, without the outer marks. A quote broken by its attribution has its stretches in `parts`. */
  readonly text: string;
  /** Present when one utterance stands in several stretches ("…," she said. "…"). */
  readonly parts: readonly { readonly start: number; readonly end: number }[] | null;
  /** A statement can be posted; a phrase (scare quote, title, term) never becomes a pull quote. */
  readonly kind: 'statement' | 'phrase';
  /** null: unsure, so we say nothing. */
  readonly speaker: Speaker | null;
  /** The words at the quote that name the speaker: "he", "Mr. Khare". */
  readonly mention: string | null;
  /** The rule that decided, kebab-case. */
  readonly rule: string;
  /** 0 to 1. */
  readonly confidence: number;
}

export interface Speaker {
  /** The fullest name the article gives. */
  readonly name: string;
  /** Office or title as printed, without a leading article; null when the article gives none. */
  readonly role: string | null;
}

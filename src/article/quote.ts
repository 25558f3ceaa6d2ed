/** Words copied exactly from the article, and who said them. */
export interface Quote {
  /** UTF-16 offsets into the text given to `findQuotes`, inside the marks; end exclusive. */
  readonly start: number;
  readonly end: number;
  /**
   * The words, without the outer marks. Where there are `parts`, they are joined by a space, or by an empty line where
   * they are paragraphs; only each part by itself stands in the article exactly so.
   */
  readonly text: string;
  /**
   * Present when one utterance stands in several stretches: a sentence broken by its attribution ("We came," she said,
   * "because nobody would"), or a quotation over several paragraphs. A new sentence ("We came," she said. "We saw.") is a
   * quote of its own, with the same speaker.
   */
  readonly parts: readonly { readonly start: number; readonly end: number }[] | null;
  /**
   * A statement can be posted; a phrase (scare quote, title, term, under four words or without a verb) never becomes a
   * pull quote. A statement may be a part of a sentence: the ones that begin with a capital can stand alone.
   */
  readonly kind: 'statement' | 'phrase';
  /** null: unsure, so we say nothing. */
  readonly speaker: Speaker | null;
  /** The words at the quote that name the speaker: "he", "Mr. Khare". */
  readonly mention: string | null;
  /** The rule that decided, kebab-case; `none` when none did, and for phrases nobody says: `title`, `term`, `headline`. */
  readonly rule: string;
  /** 0 to 1. */
  readonly confidence: number;
}

/** Whose words a quote is, as the article names them. */
export interface Speaker {
  /** The fullest name the article gives; for a source without one, what the article calls it ("the ministry"). */
  readonly name: string;
  /** Office or title as printed, without a leading article; null when the article gives none. */
  readonly role: string | null;
  /** Where the article sets the role: "Colonel Tomás Arriaga", or "Atul Khare, the Under-Secretary-General"; after where nobody says. */
  readonly rolePlace?: 'before' | 'after';
}

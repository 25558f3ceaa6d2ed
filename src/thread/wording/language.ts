/** The few fixed phrases and habits of one language. Everything else a thread says is the article's own. */
export interface Wording {
  /** BCP 47. */
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  /** False where words are written without spaces between them. */
  readonly spaced: boolean;
  /** Around a pull quote, with the language's own spacing inside them. */
  readonly marks: Marks;
  /** Around a pull quote that itself holds the marks above. */
  readonly otherMarks: Marks;
  /** Before the speaker's name, with its space. */
  readonly attributionDash: string;
  /** Between the speaker's name and role. */
  readonly roleSeparator: string;
  /** Before the headline of a live blog, with colon and space. */
  readonly liveLabel: string;
  /** Before the caption of a recording, with colon and space. */
  readonly recordingLabels: { readonly video: string; readonly audio: string };
  /** Heads a post of several headlines. */
  readonly digestTitle: string;
  /** Ends a sentence that the article ended with its attribution. */
  readonly fullStop: string;
  /** Closes a trimmed quote inside its marks; empty where quotes close without one. */
  readonly quoteStop: string;
  readonly moments: MomentWording;
  /** What may stand after the comma or semicolon of the last item but one. */
  readonly conjunctions: readonly string[];
  /** Words that point back to the sentence before, so that a sentence that begins with one can't stand first. */
  readonly anaphors: readonly string[];
  /** Honorifics, ranks and other words whose full stop ends no sentence, without that stop. */
  readonly abbreviations: readonly string[];
}

/** A pair of quotation marks. */
export interface Marks {
  readonly open: string;
  readonly close: string;
}

/** A table's words, written with spaces between them. */
export function words(table: string): readonly string[] {
  return table.trim().split(/\s+/u);
}

/** The words of posts that the agenda causes, line by line; a line whose {placeholder} has nothing to say is left out. */
export interface MomentWording {
  readonly announcement: readonly string[];
  readonly opening: readonly string[];
  readonly 'day-opening': readonly string[];
  readonly 'starting-soon': readonly string[];
  readonly 'session-opener': readonly string[];
  readonly 'day-wrap-up': readonly string[];
  readonly closing: readonly string[];
  /** Opens what corrects an earlier post. */
  readonly correction: string;
  readonly changes: Readonly<Record<'moved' | 'renamed' | 'relocated' | 'added' | 'cancelled', string>>;
  readonly threads: { readonly one: string; readonly many: string };
  /** Opens the next volume of a thread that has grown too long. */
  readonly continued: string;
  /** Ends the volume before. */
  readonly goesOn: string;
}

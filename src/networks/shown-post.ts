/** A frozen part as a reader would see it, read back from the very body that is sent. */
export interface ShownPost {
  readonly text: string;
  readonly contentWarning: string | null;
  /** Null where the network knows none. */
  readonly visibility: string | null;
  /** BCP 47. */
  readonly languages: readonly string[];
  readonly card: ShownCard | null;
  /** Alt texts of the attached pictures, in order. */
  readonly pictures: readonly string[];
}

/** A link preview as the network lays it out. */
export interface ShownCard {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly hasPicture: boolean;
}

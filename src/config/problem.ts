/** One thing wrong in a file an operator wrote. */
export interface ConfigProblem {
  readonly file: string;
  /** 1-based; null when the problem is not at a place in the file (a missing environment variable). */
  readonly line: number | null;
  readonly column: number | null;
  readonly severity: 'error' | 'warning';
  /** One sentence: what is wrong, what is allowed, what was probably meant. */
  readonly sentence: string;
}

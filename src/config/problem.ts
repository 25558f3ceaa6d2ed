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

/** The problem on one line, place first, as editors and terminals recognise it: `file:12:3  error  …`. */
export function describeProblem(problem: ConfigProblem): string {
  const { severity, sentence } = problem;
  return `${placeOf(problem)}  ${severity}  ${sentence.replace(/\s+/g, ' ')}`;
}

/** "file:line:column" on one line, whatever the file that an event names is called. */
export function placeOf({ file, line, column }: Pick<ConfigProblem, 'file' | 'line' | 'column'>): string {
  const place = [file, line, column].filter((part) => part !== null).join(':');
  return place.replace(/\p{Cc}+/gu, ' ');
}

/** The problems of one file in the order of their places, those without a place first. */
export function inPlaceOrder(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  return problems.toSorted(
    (one, other) => (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0),
  );
}

/** The candidate that `written` is most likely a slip of; null when none is near. */
export function findNearest(written: string, candidates: Iterable<string>): string | null {
  const wanted = written.toLowerCase();
  // One slip in a short word, two in a longer one, three in a long one: more is another word.
  let least = Math.min(3, Math.ceil(wanted.length / 4)) + 1;
  let nearest: string | null = null;
  for (const candidate of candidates) {
    const slips = countSlips(wanted, candidate.toLowerCase());
    if (slips < least) [least, nearest] = [slips, candidate];
  }
  return nearest;
}

/** "; did you mean …?" for the candidate nearest to `written`, or nothing. */
export function suggest(written: string, candidates: Iterable<string>): string {
  const nearest = findNearest(written, candidates);
  return nearest === null ? '' : `; did you mean "${nearest}"?`;
}

/** Letters left out, added, replaced or swapped with their neighbour (optimal string alignment). */
function countSlips(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 3) return 4;
  let [beforeLast, last]: [number[], number[]] = [
    [],
    Array.from({ length: other.length + 1 }, (_, at) => at),
  ];
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const [letter, otherLetter] = [one[row - 1], other[column - 1]];
      const replaced = at(last, column - 1) + (letter === otherLetter ? 0 : 1);
      const swapped =
        row > 1 && column > 1 && letter === other[column - 2] && one[row - 2] === otherLetter
          ? at(beforeLast, column - 2) + 1
          : Infinity;
      current.push(Math.min(replaced, at(last, column) + 1, at(current, column - 1) + 1, swapped));
    }
    [beforeLast, last] = [last, current];
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}

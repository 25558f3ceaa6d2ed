/** Where two rows of words differ: a stretch of one in place of a stretch of the other. */
export interface Difference {
  readonly before: Range;
  readonly after: Range;
}

/** End exclusive. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The fewest differences that turn one row of words into another, in reading order (Myers 1986). Rows with more than a
 * few hundred are told as one difference, from the first changed word to the last: nobody reads such a diff word by word,
 * and its cost grows with their square.
 */
export function alignWords(before: readonly string[], after: readonly string[]): readonly Difference[] {
  const head = commonLength(before, after);
  const rows: Rows = { before: before.slice(head), after: after.slice(head) };
  const tail = commonLength(rows.before.toReversed(), rows.after.toReversed());
  const core: Rows = {
    before: rows.before.slice(0, rows.before.length - tail),
    after: rows.after.slice(0, rows.after.length - tail),
  };
  if (core.before.length + core.after.length === 0) return [];
  const reached = reachEnd(core);
  const found = reached === null ? [everythingIn(core)] : walkBack(core, reached);
  return found.map((difference) => ({
    before: shifted(difference.before, head),
    after: shifted(difference.after, head),
  }));
}

const mostSteps = 300;

interface Rows {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** How far into the old row each diagonal (old place less new place) has come. */
type Reach = ReadonlyMap<number, number>;

function commonLength(one: readonly string[], other: readonly string[]): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length += 1;
  return length;
}

function everythingIn({ before, after }: Rows): Difference {
  return { before: { from: 0, to: before.length }, after: { from: 0, to: after.length } };
}

/** The reach after each step, a step being a word removed or added, until both ends are met; null when that is far. */
function reachEnd({ before, after }: Rows): readonly Reach[] | null {
  const reached: Reach[] = [];
  for (let steps = 0; steps <= mostSteps; steps += 1) {
    const last = reached.at(-1) ?? new Map([[1, 0]]);
    const reach = new Map<number, number>();
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      let at = addsWord(last, { diagonal, steps })
        ? (last.get(diagonal + 1) ?? 0)
        : (last.get(diagonal - 1) ?? 0) + 1;
      while (at < before.length && at - diagonal < after.length && before[at] === after[at - diagonal])
        at += 1;
      reach.set(diagonal, at);
      if (at >= before.length && at - diagonal >= after.length) return [...reached, reach];
    }
    reached.push(reach);
  }
  return null;
}

/** Whether a diagonal is best come to by adding a word of the new row; else by removing one of the old. */
function addsWord(last: Reach, { diagonal, steps }: { diagonal: number; steps: number }): boolean {
  if (diagonal === -steps || diagonal === steps) return diagonal === -steps;
  return (last.get(diagonal - 1) ?? 0) < (last.get(diagonal + 1) ?? 0);
}

function walkBack({ before, after }: Rows, reached: readonly Reach[]): readonly Difference[] {
  const found: Difference[] = [];
  let diagonal = before.length - after.length;
  for (let steps = reached.length - 1; steps > 0; steps -= 1) {
    const last: Reach = reached[steps - 1] ?? new Map();
    const adds = addsWord(last, { diagonal, steps });
    diagonal += adds ? 1 : -1;
    const at = last.get(diagonal) ?? 0;
    const to = at - diagonal;
    found.push({
      before: { from: at, to: adds ? at : at + 1 },
      after: { from: to, to: adds ? to + 1 : to },
    });
  }
  return joinNeighbours(found.reverse());
}

/** Steps that touch are one difference: "five" to "seven" is a word replaced, not one removed and one added. */
function joinNeighbours(steps: readonly Difference[]): readonly Difference[] {
  const joined: Difference[] = [];
  for (const step of steps) {
    const last = joined.at(-1);
    if (last?.before.to === step.before.from && last.after.to === step.after.from)
      joined[joined.length - 1] = {
        before: { from: last.before.from, to: step.before.to },
        after: { from: last.after.from, to: step.after.to },
      };
    else joined.push(step);
  }
  return joined;
}

function shifted({ from, to }: Range, by: number): Range {
  return { from: from + by, to: to + by };
}

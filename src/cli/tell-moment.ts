/** A kind of moment in words: "day wrap-up", "starting soon". */
export function tellMomentKind(kind: string): string {
  return kind === 'day-wrap-up' ? 'day wrap-up' : kind.replaceAll('-', ' ');
}

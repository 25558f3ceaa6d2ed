/**
 * Expected bad news, as a value. `code` is stable and kebab-case; `subject` is the thing it is about (an address, a
 * file, an account id); `detail` is what was found there, in the words of whoever said it. The sentence for people is
 * made at the edge, in observability/failure-sentences.ts.
 */
export interface Failure<Code extends string = string> {
  readonly code: Code;
  readonly subject: string;
  readonly detail?: string;
}

/** Either the value or why there is none. */
export type Result<Value, Bad = Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly failure: Bad };

/** A value, as a result. */
export function success<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Why there is no value, as a result. */
export function failed<Bad>(failure: Bad): { readonly ok: false; readonly failure: Bad } {
  return { ok: false, failure };
}

/** What an unknown thrown thing says of itself, in one line. */
export function messageOf(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message.split('\n', 1)[0] ?? '';
}

/** A bug that showed itself in work on `subject`, as a failure; its detail is the stack, for whoever mends it. */
export function unexpectedFailure(subject: string, thrown: unknown): Failure<'unexpected'> {
  const detail = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
  return { code: 'unexpected', subject, detail };
}

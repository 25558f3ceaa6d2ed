/** What `read` yields; null where it throws, as libraries do for a text that is none of theirs. */
export function attempt<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch {
    return null;
  }
}

import { z } from 'zod';
import type { FindFault } from './faults.ts';
import { suggest } from './suggestion.ts';

// How the schemas word their errors: where a value is of the wrong kind, the message is what belongs there, as a phrase
// ("a whole number from 1 to 20"), and schema-problems.ts makes the sentence around it. Any other message is a whole
// sentence.

/** A value written as text; `form` is its outer form, for editors. */
export function written(phrase: string, { findFault, form }: { findFault?: FindFault; form?: RegExp } = {}) {
  return z
    .string({ error: phrase })
    .check((context) => {
      const sentence =
        context.value.trim() === '' ? `"" is empty; ${phrase} belongs here.` : findFault?.(context.value);
      if (sentence) context.issues.push({ code: 'custom', message: sentence, input: context.value });
    })
    .meta(form ? { pattern: form.source } : {});
}

/** A whole number between two bounds, both allowed. */
export function wholeNumber({ from, to }: { from: number; to: number }) {
  const phrase = `a whole number from ${from} to ${to}`;
  return z.int({ error: phrase }).min(from, { error: phrase }).max(to, { error: phrase });
}

/** One of a few words. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: `one of ${words.join(', ')}` });
}

/** A list with at least `least` entries. */
export function listOf<Entry extends z.ZodType>(
  entry: Entry,
  { phrase, least = 0 }: { phrase: string; least?: number },
) {
  const list = z.array(entry, { error: phrase });
  return least > 0 ? list.min(least, { error: phrase }) : list;
}

/** A set of keys; any other key is an error. `misplaced` says why a key that people try does not belong. */
export function section<Shape extends z.ZodRawShape>(
  shape: Shape,
  { phrase, misplaced = new Map() }: { phrase: string; misplaced?: ReadonlyMap<string, string> },
) {
  const known = Object.keys(shape);
  // One line for each key, in the order of the keys: schema-problems.ts gives each its own place.
  const unknownKeys = (keys: readonly string[]) =>
    keys.map((key) => misplaced.get(key) ?? unknownKey(key, known)).join('\n');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys) : phrase),
  });
}

/** Keys that the operator names, such as accounts and people. */
export function namedEntries<Entry extends z.ZodType>(entry: Entry, { phrase }: { phrase: string }) {
  return z.record(z.string(), entry, { error: phrase });
}

function unknownKey(key: string, known: readonly string[]): string {
  return `Unknown key "${key}"${suggest(key, known) || '.'} Known here: ${known.join(', ')}.`;
}

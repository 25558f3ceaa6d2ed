import type { z } from 'zod';
import type { ConfigProblem } from './problem.ts';
import { suggest } from './suggestion.ts';
import type { Path, YamlFile } from './yaml-file.ts';

/** What the schema has against the file, each at its place. */
export function placeIssues(yaml: YamlFile, issues: readonly z.core.$ZodIssue[]): readonly ConfigProblem[] {
  return issues.flatMap((issue) => placeIssue(yaml, issue, issue.path));
}

function placeIssue(yaml: YamlFile, issue: z.core.$ZodIssue, path: Path): readonly ConfigProblem[] {
  const severity = 'error';
  if (issue.code === 'custom') return [yaml.problemAt(path, { severity, sentence: issue.message })];
  if (issue.code === 'unrecognized_keys') {
    const sentences = issue.message.split('\n');
    return issue.keys.map((key, at) =>
      yaml.problemAtKey([...path, key], { severity, sentence: sentences[at] ?? issue.message }),
    );
  }
  const branch = issue.code === 'invalid_union' ? issue.errors.find(isOfItsKind) : undefined;
  if (branch) return branch.flatMap((inner) => placeIssue(yaml, inner, [...path, ...inner.path]));
  return [misfit(yaml, issue, path)];
}

/** True when the value is of the kind that this branch of a union is for, and wrong in something else. */
function isOfItsKind(branch: readonly z.core.$ZodIssue[]): boolean {
  return branch.every(
    ({ path, code }) => path.length > 0 || code === 'custom' || code === 'unrecognized_keys',
  );
}

/** A value of the wrong kind: the issue's message is the phrase for what belongs there (see schema-parts.ts). */
function misfit(yaml: YamlFile, issue: z.core.$ZodIssue, path: Path): ConfigProblem {
  const value = valueAt(yaml.value, path);
  const [name, phrase] = [nameOf(path), issue.message];
  const severity = 'error';
  if (value === undefined)
    return yaml.problemAtKey(path, { severity, sentence: `${name} is missing: ${phrase}.` });
  if (value === null)
    return yaml.problemAt(path, { severity, sentence: `${name} is empty: ${phrase} belongs here.` });
  const shown = path.at(-1) === keyNearSecrets ? 'what stands here' : show(value);
  const meant = typeof value === 'string' ? suggest(value, wordsOf(issue)) : '';
  return yaml.problemAt(path, {
    severity,
    sentence: `${name} must be ${phrase}, not ${shown}${meant || '.'}`,
  });
}

// Whoever mistakes this key writes the secret itself behind it, and problems are printed and logged.
const keyNearSecrets = 'secret-from';

/** The closed set of words that the value could have been one of. */
function wordsOf(issue: z.core.$ZodIssue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code !== 'invalid_union') return [];
  return issue.errors.flat().flatMap((inner) => (inner.path.length === 0 ? wordsOf(inner) : []));
}

function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) at = (at as Record<PropertyKey, unknown> | null | undefined)?.[step];
  return at;
}

function nameOf(path: Path): string {
  const key = path.findLast((step) => typeof step === 'string');
  if (key === undefined) return 'The file';
  return typeof path.at(-1) === 'number' ? `An entry of "${key}"` : `"${key}"`;
}

function show(value: unknown): string {
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return typeof value === 'object' ? 'a set of keys' : String(value);
}

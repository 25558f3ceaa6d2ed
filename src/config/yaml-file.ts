import { readFile } from 'node:fs/promises';
import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { ConfigProblem } from './problem.ts';
import { findYamlFaults } from './yaml-faults.ts';

/** What a YAML file holds, and where in it each thing stands. */
export interface YamlFile {
  readonly file: string;
  /** Plain JavaScript values; undefined when the file can't be read or understood. */
  readonly value: unknown;
  readonly problems: readonly ConfigProblem[];
  /** A problem with the value at `path`, or with the nearest thing around it that is there. */
  readonly problemAt: (path: Path, problem: ProblemAnywhere) => ConfigProblem;
  /** The same, pointing to the key instead of its value. */
  readonly problemAtKey: (path: Path, problem: ProblemAnywhere) => ConfigProblem;
}

type ProblemAnywhere = Pick<ConfigProblem, 'severity' | 'sentence'>;

/** The keys and positions that lead to a value. */
export type Path = readonly PropertyKey[];

/** Reads a YAML file; whatever is wrong with it is among the problems, never thrown. */
export async function readYamlFile(file: string): Promise<YamlFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (thrown) {
    return unreadable(file, readFailureOf(thrown));
  }
  if (bytes.byteLength > mostBytes) return unreadable(file, 'The file is larger than 500 kB; none here is.');
  const text = decode(bytes);
  if (text === null) return unreadable(file, 'The file is not UTF-8 text; save it as UTF-8.');
  try {
    return understand(file, text);
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    return unreadable(file, 'The file is nested too deeply to be understood.');
  }
}

// The parser compares each key with all others of its level: a megabyte of keys would take it minutes.
const mostBytes = 500_000;
// Aliases that repeat aliases can stand for gigabytes in a few lines; no event needs more than a handful.
const mostAliases = 20;

/** Without a byte order mark, which Windows editors write. */
function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function understand(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' });
  const at = (offset: number, problem: ProblemAnywhere): ConfigProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: line || 1, column: col || 1, ...problem };
  };
  const faults = findYamlFaults(document, text);
  const problems = faults.map(({ offset, sentence }) => at(offset, { severity: 'error', sentence }));
  const value = faults.every(({ mendable }) => mendable) ? plainValueOf(document) : undefined;
  if (value === tooManyAliases) {
    const sentence = 'Aliases (*name) repeat too much in this file; write the values out.';
    problems.push(at(0, { severity: 'error', sentence }));
  }
  return {
    file,
    value: value === tooManyAliases ? undefined : value,
    problems,
    problemAt: (path, problem) => at(offsetOf(document, path, 'value'), problem),
    problemAtKey: (path, problem) => at(offsetOf(document, path, 'key'), problem),
  };
}

const tooManyAliases = Symbol('too many aliases');

function plainValueOf(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (thrown) {
    if (thrown instanceof ReferenceError) return tooManyAliases;
    throw thrown;
  }
}

/** Where in the text the key or value at `path` begins; where it is not there, what should hold it. */
function offsetOf(document: Document, path: Path, end: 'key' | 'value'): number {
  let place: Place = { node: document.contents as Node | null, keyOffset: 0 };
  for (const step of path) {
    const next = stepInto(isAlias(place.node) ? place.node.resolve(document) : place.node, step);
    if (!next) return valueOffsetOf(place);
    place = next;
  }
  return end === 'key' ? place.keyOffset : valueOffsetOf(place);
}

interface Place {
  readonly node: Node | null | undefined;
  readonly keyOffset: number;
}

function stepInto(node: Place['node'], step: PropertyKey): Place | null {
  if (isSeq(node)) {
    const item = node.items[Number(step)] as Node | undefined;
    return item ? { node: item, keyOffset: item.range?.[0] ?? 0 } : null;
  }
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair ? { node: pair.value as Node | null, keyOffset: (pair.key as Node).range?.[0] ?? 0 } : null;
}

/** A value that isn't written has its place wherever the next thing begins: its key says more. */
function valueOffsetOf({ node, keyOffset }: Place): number {
  const [start, end] = node?.range ?? [keyOffset, keyOffset];
  return start === end ? keyOffset : start;
}

function readFailureOf(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  switch (code) {
    case 'ENOENT':
      return 'There is no such file.';
    case 'EISDIR':
      return 'This is a folder; name a file.';
    case 'EACCES':
    case 'EPERM':
      return 'The file may not be read by this user.';
    default:
      return `The file could not be read (${String(code ?? thrown)}).`;
  }
}

function unreadable(file: string, sentence: string): YamlFile {
  const problem = (place: ProblemAnywhere): ConfigProblem => ({
    file,
    line: null,
    column: null,
    ...place,
  });
  return {
    file,
    value: undefined,
    problems: [problem({ severity: 'error', sentence })],
    problemAt: (_, about) => problem(about),
    problemAtKey: (_, about) => problem(about),
  };
}

import { readFile } from 'node:fs/promises';
import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLError,
} from 'yaml';
import type { ConfigProblem } from './problem.ts';

/** What a YAML file holds, and where in it each thing stands. */
export interface YamlFile {
  readonly file: string;
  /** Plain JavaScript values; undefined when the file can't be read or understood. */
  readonly value: unknown;
  readonly problems: readonly ConfigProblem[];
  /** A problem with the value at `path`, or with the nearest thing around it that is there. */
  readonly problemAt: (path: Path, problem: Pick<ConfigProblem, 'severity' | 'sentence'>) => ConfigProblem;
  /** The same, pointing to the key instead of its value. */
  readonly problemAtKey: (path: Path, problem: Pick<ConfigProblem, 'severity' | 'sentence'>) => ConfigProblem;
}

export type Path = readonly PropertyKey[];

/** Reads a YAML file; whatever is wrong with it is among the problems, never thrown. */
export async function readYamlFile(file: string): Promise<YamlFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (thrown) {
    return unreadable(file, readFailureOf(thrown));
  }
  if (bytes.byteLength > mostBytes)
    return unreadable(file, 'The file is larger than 1 MB; that is no event.');
  try {
    return understand(file, new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (thrown) {
    if (thrown instanceof TypeError) return unreadable(file, 'The file is not UTF-8 text; save it as UTF-8.');
    if (thrown instanceof RangeError)
      return unreadable(file, 'The file is nested too deeply to be understood.');
    throw thrown;
  }
}

const mostBytes = 1_000_000;
// Aliases that repeat aliases can stand for gigabytes in a few lines; no event needs more than a handful.
const mostAliases = 20;

function understand(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number, problem: Pick<ConfigProblem, 'severity' | 'sentence'>): ConfigProblem => {
    const { line, col } = lines.linePos(offset);
    return { file, line: line || 1, column: col || 1, ...problem };
  };
  const problems = [...document.errors, ...document.warnings].map((error) =>
    at(error.pos[0], { severity: 'error', sentence: sentenceFor(error, text) }),
  );
  if (document.contents === null && problems.length === 0) {
    problems.push(at(0, { severity: 'error', sentence: 'The file is empty.' }));
  }
  return {
    file,
    // After any other error the rest is guesswork, and would be reported as wrong without being so.
    value: document.errors.every((error) => error.code === 'DUPLICATE_KEY')
      ? plainValueOf(document, problems, at)
      : undefined,
    problems,
    problemAt: (path, problem) => at(offsetOf(document, path, 'value'), problem),
    problemAtKey: (path, problem) => at(offsetOf(document, path, 'key'), problem),
  };
}

function plainValueOf(
  document: Document,
  problems: ConfigProblem[],
  at: (offset: number, problem: Pick<ConfigProblem, 'severity' | 'sentence'>) => ConfigProblem,
): unknown {
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (thrown) {
    if (!(thrown instanceof ReferenceError)) throw thrown;
    const sentence = 'Aliases (*name) repeat too much here; write the values out.';
    problems.push(at(document.contents?.range?.[0] ?? 0, { severity: 'error', sentence }));
    return undefined;
  }
}

/** Where in the text the thing at `path` begins. */
function offsetOf(document: Document, path: Path, end: 'key' | 'value'): number {
  let node = document.contents as Node | null;
  let offset = node?.range?.[0] ?? 0;
  for (const [depth, step] of path.entries()) {
    if (isAlias(node)) node = node.resolve(document) ?? null;
    if (isSeq(node)) {
      node = (node.items[Number(step)] as Node | undefined) ?? null;
      offset = node?.range?.[0] ?? offset;
    } else if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) return offset;
      const key = pair.key as Node;
      node = pair.value as Node | null;
      const last = depth === path.length - 1;
      const place = (last && end === 'value' && !isEmpty(node)) || isSeq(node) ? node : key;
      offset = (last && end === 'key' ? key : place)?.range?.[0] ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

/** A value that isn't written has its place wherever the next thing begins: the key says more. */
function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.range?.[0] === node.range?.[1]);
}

function sentenceFor(error: YAMLError, text: string): string {
  const found = /^[^\s:,[\]{}]+/.exec(text.slice(error.pos[0], error.pos[0] + 60))?.[0] ?? '';
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return 'A tab stands where YAML wants spaces; replace it with spaces.';
    case 'DUPLICATE_KEY':
      return `The key "${found}" stands twice; keep one of them.`;
    case 'MULTIPLE_DOCS':
      return 'A second document begins here (---); a file holds one.';
    case 'BAD_SCALAR_START':
      return `A value can't begin with "${text[error.pos[0]]}"; put it in quotation marks.`;
    case 'MISSING_CHAR':
      return `Something is left open here: ${error.message.replace(/\s+/g, ' ')}.`;
    case 'BAD_INDENT':
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'The indentation does not fit the lines above; keys of one level begin in the same column.';
    default:
      return `This is not YAML: ${error.message.split('\n', 1)[0]?.replace(/\.?$/, '.')}`;
  }
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
  const problem = (place: Pick<ConfigProblem, 'severity' | 'sentence'>): ConfigProblem => ({
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

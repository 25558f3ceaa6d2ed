import { type LoadedFile, loadEvents, loginsOf } from '../config/load-events.ts';
import { type ConfigProblem, describeProblem } from '../config/problem.ts';
import type { CoverageEvent } from '../coverage/event.ts';
import type { AccountLogin } from '../networks/network.ts';
import type { Terminal } from './terminal.ts';

/** What the operator's files say, once their problems have been told. */
export interface Coverage {
  /** No file has an error. */
  readonly ok: boolean;
  readonly events: readonly CoverageEvent[];
  /** The logins that these events publish to. */
  readonly logins: readonly AccountLogin[];
  readonly files: readonly LoadedFile[];
  readonly problems: readonly ConfigProblem[];
}

/** Reads event files with their accounts, and tells every problem at its place, on standard error, unless it is to be silent. */
export async function readCoverage(
  files: readonly string[],
  terminal: Terminal,
  { tells }: { tells: 'all' | 'errors' | 'nothing' } = { tells: 'all' },
): Promise<Coverage> {
  const loaded = await loadEvents(files);
  const { events } = loaded;
  const hasErrors = loaded.problems.some(isError);
  const absent = hasErrors || events.length > 0 ? [] : [noEventIn(files)];
  const problems = [...loaded.problems, ...absent];
  const wanted = { all: problems, errors: problems.filter(isError), nothing: [] }[tells];
  for (const problem of wanted) terminal.complain(paint(problem, terminal));
  return { ok: !problems.some(isError), events, logins: loginsOf(loaded), files: loaded.files, problems };
}

function isError({ severity }: ConfigProblem): boolean {
  return severity === 'error';
}

function noEventIn(files: readonly string[]): ConfigProblem {
  const sentence = 'This has no event; name an event file, as in config/vancouver.yaml.';
  return { file: files.join(', '), line: null, column: null, severity: 'error', sentence };
}

function paint(problem: ConfigProblem, { colours }: Terminal): string {
  const line = describeProblem(problem);
  return isError(problem) ? colours.red(line) : colours.yellow(line);
}

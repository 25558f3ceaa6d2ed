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
  readonly errors: number;
}

/** Reads event files with their accounts, and tells every problem at its place, on standard error. */
export async function readCoverage(
  files: readonly string[],
  terminal: Terminal,
  { tells }: { tells: 'all' | 'errors' } = { tells: 'all' },
): Promise<Coverage> {
  const loaded = await loadEvents(files);
  const { events, problems } = loaded;
  const isError = ({ severity }: ConfigProblem) => severity === 'error';
  for (const problem of problems)
    if (tells === 'all' || isError(problem)) terminal.complain(paint(problem, terminal));
  const errors = problems.filter(isError).length;
  if (errors === 0 && events.length === 0)
    terminal.complain(
      `There is no event in ${files.join(', ')}; name an event file, as in config/vancouver.yaml.`,
    );
  return {
    ok: errors === 0 && events.length > 0,
    events,
    logins: loginsOf(loaded),
    files: loaded.files,
    errors,
  };
}

function paint(problem: ConfigProblem, { colours }: Terminal): string {
  const line = describeProblem(problem);
  return problem.severity === 'error' ? colours.red(line) : colours.yellow(line);
}

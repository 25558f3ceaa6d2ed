import type { Failure } from '../base/failure.ts';
import { type ConfigProblem, describeProblem } from '../config/problem.ts';
import type { AgendaChange } from '../coverage/agenda/compare-agendas.ts';
import type { AgendaProblem } from '../coverage/agenda/reading.ts';
import { countOf } from './count-of.ts';
import { describeFailure } from './failure-sentences.ts';

/** The problem as those of the operator's own files are told: by file, line and column, in one sentence. */
export function placeAgendaProblem({
  place,
  problem,
}: {
  readonly place: string;
  readonly problem: Failure & Omit<AgendaProblem, keyof Failure>;
}): ConfigProblem {
  const { line, column, severity } = problem;
  return { file: place, line, column, severity, sentence: describeFailure(problem) };
}

/** What keeps a schedule from being taken, with its line where it has one. */
export function tellFault({
  place,
  failure,
  problems,
}: {
  readonly place: string;
  readonly failure: Failure;
  readonly problems: readonly AgendaProblem[];
}): string {
  const fault = problems.find(({ severity }) => severity === 'error');
  return fault && fault.line !== null
    ? describeProblem(placeAgendaProblem({ place, problem: fault }))
    : describeFailure(failure);
}

/** "; 2 moved, 1 cancelled", or nothing. */
export function tellChanges(changes: readonly AgendaChange[]): string {
  const counts = new Map<string, number>();
  for (const { kind } of changes) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const told = [...counts].map(([kind, count]) => `${count} ${kind}`);
  return told.length === 0 ? '' : `; ${told.join(', ')}`;
}

/** How much of a schedule was left aside; nothing when nothing was. */
export function tellWarnings(problems: readonly AgendaProblem[]): string {
  return problems.length === 0 ? '' : `; ${countOf(problems.length, 'note')}, which rapporteur agenda shows`;
}

import type { Failure } from '../base/failure.ts';
import { describeProblem } from '../config/problem.ts';
import type { AgendaChange } from '../coverage/agenda/compare-agendas.ts';
import type { AgendaProblem } from '../coverage/agenda/reading.ts';
import { countOf } from './count-of.ts';
import { describeFailure } from './failure-sentences.ts';

/** The problem on one line, place first, as editors and terminals recognise it: `file:12:1  error  …`. */
export function describeAgendaProblem(problem: AgendaProblem, file: string): string {
  const { line, column, severity } = problem;
  return describeProblem({ file, line, column, severity, sentence: describeFailure(problem) });
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
  return fault && fault.line !== null ? describeAgendaProblem(fault, place) : describeFailure(failure);
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

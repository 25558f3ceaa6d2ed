import { describeProblem } from '../config/problem.ts';
import type { AgendaProblem } from '../coverage/agenda/reading.ts';
import { describeFailure } from './failure-sentences.ts';

/** The problem on one line, place first, as editors and terminals recognise it: `file:12:1  error  …`. */
export function describeAgendaProblem(problem: AgendaProblem, file: string): string {
  const { line, column, severity } = problem;
  return describeProblem({ file, line, column, severity, sentence: describeFailure(problem) });
}

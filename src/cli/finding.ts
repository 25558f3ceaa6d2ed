import { type ConfigProblem, placeOf } from '../config/problem.ts';
import type { Terminal } from './terminal.ts';

/** What a look at one thing that a run depends on has shown. */
export interface Finding {
  readonly state: 'good' | 'unsure' | 'bad';
  readonly subject: string;
  readonly sentence: string;
}

/** A finding as one line. */
export function renderFinding({ state, subject, sentence }: Finding, terminal: Terminal): string {
  const { green, yellow, red, bold } = terminal.colours;
  const mark = { good: green('ok  '), unsure: yellow('note'), bad: red('bad ') }[state];
  return `${mark} ${bold(subject)}  ${sentence}`;
}

/** A problem of a file as a finding about its place. */
export function findingOf(problem: ConfigProblem): Finding {
  const { severity, sentence } = problem;
  return { state: severity === 'error' ? 'bad' : 'unsure', subject: placeOf(problem), sentence };
}

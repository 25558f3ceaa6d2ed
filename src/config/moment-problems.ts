import { daysOf } from './describe-event.ts';
import type { EventFile } from './event-file.ts';
import type { ConfigProblem } from './problem.ts';
import type { YamlFile } from './yaml-file.ts';

/** Moments that come when there is nothing left to announce, or nothing yet to close: most likely of another year. */
export function checkMoments(yaml: YamlFile, file: EventFile): readonly ConfigProblem[] {
  const { firstDay, lastDay } = daysOf(file);
  const problemsOf = (
    name: 'announcement' | 'opening' | 'closing',
    isAmiss: (day: string) => boolean,
    amiss: string,
  ) => {
    const written = file.moments[name];
    if (written === undefined) return [];
    const at = typeof written === 'string' ? written : written.at;
    if (!isAmiss(at.slice(0, 10))) return [];
    const sentence = `The ${name} (${at}) would come ${amiss}.`;
    return [yaml.problemAt(['moments', name], { severity: 'warning', sentence })];
  };
  const isAfter = (day: string) => day > lastDay;
  return [
    ...problemsOf('announcement', isAfter, `after the event, which ends on ${lastDay}`),
    ...problemsOf('opening', isAfter, `after the event, which ends on ${lastDay}`),
    ...problemsOf('closing', (day) => day < firstDay, `before the event, which begins on ${firstDay}`),
  ];
}

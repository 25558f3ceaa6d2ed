import { readdirSync, readFileSync } from 'node:fs';
import type { Milliseconds } from '../../src/base/instant.ts';

/** Processor time that a process has used with all below it, those that have ended too; null where the system has no /proc. */
export function processorTime(processId: number): Milliseconds | null {
  try {
    return ticksOf(processId) * tick;
  } catch {
    return null;
  }
}

/** Linux tells times to programs in hundredths of a second, whatever it counts in itself (proc(5)). */
const tick: Milliseconds = 10;

function ticksOf(processId: number): number {
  const stat = readFileSync(`/proc/${processId}/stat`, 'utf8');
  // Behind the name, which may hold anything: user, system, and both again of children that were waited for.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const own = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return childrenOf(processId).reduce((sum, child) => sum + ticksOf(child), own);
}

function childrenOf(processId: number): readonly number[] {
  return readdirSync(`/proc/${processId}/task`).flatMap((thread) =>
    readFileSync(`/proc/${processId}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

import type { Component } from './components.ts';
import { textOf } from './properties.ts';

/**
 * Those of one entry's versions that count: the one with the highest SEQUENCE, then the latest stamp (RFC 5545, 3.8.7.4).
 * Versions that contradict each other and say nothing of which is newer are all returned.
 */
export function newestVersions(versions: readonly Component[]): readonly Component[] {
  let newest: readonly Component[] = [];
  for (const version of versions) {
    const age = newest[0] ? compareAges(version, newest[0]) : 1;
    if (age > 0) newest = [version];
    else if (age === 0 && newest.every((other) => !saysTheSame(version, other)))
      newest = [...newest, version];
  }
  return newest;
}

function compareAges(one: Component, other: Component): number {
  const sequence = sequenceOf(one) - sequenceOf(other);
  if (sequence !== 0) return sequence;
  for (const stamp of ['DTSTAMP', 'LAST-MODIFIED']) {
    const [mine, its] = [textOf(one, stamp) ?? '', textOf(other, stamp) ?? ''];
    if (mine !== its) return mine < its ? -1 : 1;
  }
  return 0;
}

function sequenceOf(component: Component): number {
  return Number(textOf(component, 'SEQUENCE')) || 0;
}

function saysTheSame(one: Component, other: Component): boolean {
  return one.lines.map(({ text }) => text).join('\n') === other.lines.map(({ text }) => text).join('\n');
}

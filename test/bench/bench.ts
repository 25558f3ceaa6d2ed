import { measureColdStart } from './cold-start.ts';
import { measureDelivery } from './delivery.ts';
import { measureFullStore } from './full-store.ts';
import type { Row } from './measure.ts';
import { measurePolling } from './polling.ts';
import { measureReading } from './reading.ts';
import { measureReplicas } from './replicas.ts';

// Each figure stands beside its floor from the same run; on a noisy machine the ratio is what can be compared.
const rows: Row[] = [];
for (const measure of [
  measureColdStart,
  measureReading,
  measurePolling,
  measureDelivery,
  measureFullStore,
  measureReplicas,
]) {
  process.stderr.write(`${measure.name} …\n`);
  rows.push(...(await measure()));
}

const cells = rows.map(({ name, value, unit, floor, rssMiB }) => [
  name,
  `${round(value)} ${unit}`,
  floor ? `${round(floor.value)} ${unit}` : '',
  floor ? ratioOf(value, floor.value) : '',
  `${rssMiB} MiB`,
  floor?.name ?? '',
]);
const table = [['measured', 'ours', 'floor', 'ours/floor', 'memory', 'the floor is'], ...cells];
const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
for (const row of table)
  process.stdout.write(
    `${row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()}\n`,
  );
process.stdout.write(`${JSON.stringify({ node: process.version, platform: process.platform, rows })}\n`);

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function ratioOf(value: number, floor: number): string {
  return (value / floor).toFixed(2);
}

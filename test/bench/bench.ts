import { measureColdStart } from './cold-start.ts';
import { measureDelivery } from './delivery.ts';
import { measureBesideFeed2toot } from './feed2toot.ts';
import { measureFullStore } from './full-store.ts';
import { measureHostileFeeds } from './hostile-feeds.ts';
import { measureKnownAliases } from './known-aliases.ts';
import type { Row } from './measure.ts';
import { measurePolledMinute } from './polled-minute.ts';
import { measurePolling } from './polling.ts';
import { measurePushing } from './pushing.ts';
import { measureReading } from './reading.ts';
import { measureReplicas } from './replicas.ts';
import { measureSending } from './sending.ts';

const measures = [
  measureColdStart,
  measureReading,
  measurePolling,
  measureKnownAliases,
  measurePolledMinute,
  measurePushing,
  measureDelivery,
  measureSending,
  measureFullStore,
  measureReplicas,
  measureHostileFeeds,
  measureBesideFeed2toot,
];
// Words name some of them: npm run bench -- polling pushing
const words = process.argv.slice(2).map((word) => word.toLowerCase());
const wanted = ({ name }: { name: string }) =>
  words.length === 0 || words.some((word) => name.toLowerCase().includes(word));

// Each figure stands beside its floor from the same run; on a noisy machine the ratio is what can be compared.
const rows: Row[] = [];
for (const measure of measures.filter(wanted)) {
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

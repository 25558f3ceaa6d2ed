import { describeFailure } from '../observability/failure-sentences.ts';
import { freshnessMetrics } from '../observability/freshness-metrics.ts';
import { openStore } from '../store/open-store.ts';
import { objectivesOf } from './objectives.ts';
import { databaseUrlOf, isYetToBeMade } from './stored.ts';
import type { Terminal } from './terminal.ts';

/** Writes what is measured in Prometheus' text format, beside a running program. */
export async function metricsCommand(terminal: Terminal): Promise<number> {
  const databaseUrl = databaseUrlOf(process.env);
  if (isYetToBeMade(databaseUrl)) {
    terminal.write((await freshnessMetrics([])).trimEnd());
    return 0;
  }
  const opened = await openStore({ databaseUrl, exclusive: false });
  if (!opened.ok) {
    terminal.complain(describeFailure(opened.failure));
    return 1;
  }
  try {
    const { deliveries, events } = opened.value;
    const objectives = objectivesOf(await events.inForce());
    terminal.write((await freshnessMetrics(deliveries.everyPassage(), objectives)).trimEnd());
    return 0;
  } finally {
    await opened.value.close();
  }
}

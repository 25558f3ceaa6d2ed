import { Histogram, Registry } from 'prom-client';
import { second } from '../base/instant.ts';
import { type Passage, stages, timeOf } from '../outbox/passage.ts';

/** How soon stories became public, as a histogram in Prometheus' text format, by event, network and stage. */
export async function freshnessMetrics(
  passages: AsyncIterable<Passage> | Iterable<Passage>,
): Promise<string> {
  const registry = new Registry();
  const histogram = new Histogram({
    name: 'rapporteur_freshness_seconds',
    help: 'Time from the publication of a story, or from first sight, until its opener was public, by stage.',
    labelNames: ['event', 'network', 'stage'],
    buckets: [1, 2, 5, 10, 20, 30, 60, 120, 180, 300, 600, 1800, 3600, 7200],
    registers: [registry],
  });
  for await (const passage of passages)
    for (const stage of stages) {
      const took = timeOf(stage, passage);
      const labels = { event: passage.eventId, network: passage.network, stage };
      if (took !== null) histogram.observe(labels, took / second);
    }
  return registry.metrics();
}

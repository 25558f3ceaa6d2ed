import { Gauge, Histogram, Registry } from 'prom-client';
import { second } from '../base/instant.ts';
import { type Passage, stages, timeOf } from '../outbox/passage.ts';
import type { Objectives } from './freshness.ts';

/**
 * How soon stories became public, as a histogram in Prometheus' text format, by event, network and stage, and how soon
 * their events want them. Those that a person kept back are left out: nobody is to be woken for them.
 */
export async function freshnessMetrics(
  passages: AsyncIterable<Passage> | Iterable<Passage>,
  objectives: Objectives = new Map(),
): Promise<string> {
  const registry = new Registry();
  const objective = new Gauge({
    name: 'rapporteur_freshness_objective_seconds',
    help: 'Within which time an event wants its stories public on a network.',
    labelNames: ['event', 'network'],
    registers: [registry],
  });
  for (const [event, wanted] of objectives)
    for (const [network, time] of Object.entries(wanted)) objective.set({ event, network }, time / second);
  const histogram = new Histogram({
    name: 'rapporteur_freshness_seconds',
    help: 'Time from the publication of a story, or from first sight, until its opener was public, by stage.',
    labelNames: ['event', 'network', 'stage'],
    buckets: [1, 2, 5, 10, 20, 30, 60, 120, 180, 300, 600, 1800, 3600, 7200],
    registers: [registry],
  });
  for await (const passage of passages) {
    if (passage.wasKeptBack) continue;
    for (const stage of stages) {
      const took = timeOf(stage, passage);
      const labels = { event: passage.eventId, network: passage.network, stage };
      if (took !== null) histogram.observe(labels, took / second);
    }
  }
  return registry.metrics();
}

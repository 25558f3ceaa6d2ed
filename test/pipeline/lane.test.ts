import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../src/observability/journal.ts';
import { openLane } from '../../src/pipeline/lane.ts';

describe('a lane', () => {
  it('does not start one key twice at a time', async () => {
    const lane = openLane('poll', { width: 4, journal: () => undefined });
    const gate = Promise.withResolvers<void>();
    let starts = 0;
    const work = async () => {
      starts += 1;
      await gate.promise;
    };
    lane.offer('feed', work);
    lane.offer('feed', work);
    gate.resolve();
    await lane.settled();
    lane.offer('feed', work);
    await lane.settled();
    expect(starts).toBe(2);
  });

  it('does no more at once than its width, and the rest in turn', async () => {
    const lane = openLane('plan', { width: 2, journal: () => undefined });
    const gate = Promise.withResolvers<void>();
    const started: string[] = [];
    for (const key of ['a', 'b', 'c'])
      lane.offer(key, async () => {
        started.push(key);
        await gate.promise;
      });
    expect(started).toEqual(['a', 'b']);
    gate.resolve();
    await lane.settled();
    expect(started).toEqual(['a', 'b', 'c']);
    expect(lane.busy).toBe(false);
  });

  it('tells the journal of a bug in one work and goes on with the others', async () => {
    const told: JournalEntry[] = [];
    const lane = openLane('deliver', { width: 2, journal: (entry) => told.push(entry) });
    let finished = false;
    lane.offer('broken', async () => {
      throw new Error('of no account');
    });
    lane.offer('sound', async () => {
      finished = true;
    });
    await lane.settled();
    expect(finished).toBe(true);
    expect(told).toMatchObject([
      { kind: 'work-crashed', what: 'deliver', failure: { code: 'unexpected', subject: 'broken' } },
    ]);
  });
});

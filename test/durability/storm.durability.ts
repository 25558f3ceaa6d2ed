import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { hour, type Milliseconds, minute } from '../../src/base/instant.ts';
import type { MisbehaviourKind } from '../networks/mastodon/double/misbehaviour.ts';
import { countPublic, faultless } from './count.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { createFastClock, paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { note } from './scale.ts';
import { aStore, atWork } from './workplace.ts';

let networks: RunningNetworks;
afterEach(() => networks.stop());

/** What each header advises is a minute, but for the absurd one, of which no more than a real window is believed. */
const forms: readonly { kind: MisbehaviourKind; window: Milliseconds }[] = [
  { kind: 'rate-limit-iso', window: minute },
  { kind: 'rate-limit-epoch', window: minute },
  { kind: 'rate-limit-seconds', window: minute },
  { kind: 'rate-limit-date', window: minute },
  { kind: 'rate-limit-absurd', window: 3 * hour },
];

describe('ten minutes of 429', () => {
  it.each(forms)(
    'cost one probe a window at most, and work goes on within a minute of the advice: $kind',
    async ({ kind, window }) => {
      const pace = paceOf(window === minute ? 60 : 1200);
      const clock = createFastClock(pace);
      networks = await startNetworks({ pace, mastodons: [{ accountId: 'm1' }] });
      const { accounts } = networks;
      const { databaseUrl, store } = await aStore();
      const plan = await plant({ databaseUrl, accounts, pace, deliveries: 1, partsOf: () => 1 });
      await networks.tell('m1', 'misbehave', { kind, times: 1_000_000 });
      const storm = 10 * minute;
      await atWork({ databaseUrl, accounts, pace });
      const beganAt = clock.now();
      await systemClock.sleep(storm / pace.speed);
      const posts = (await networks.requests('m1')).filter(({ method }) => method === 'POST');
      await networks.tell('m1', 'calm', {});
      const endedAt = clock.now();
      await untilDrained(store, 120_000);
      const [delivery] = await store.deliveries.list({});
      const resumedAt = delivery?.standing.state === 'sent' ? delivery.standing.sentAt : Number.NaN;
      const probes = posts.length;
      note(`429 storm, ${kind}`, { probes, resumedAfterSeconds: (resumedAt - endedAt) / 1000 });
      expect(probes).toBeLessThanOrEqual(Math.ceil((endedAt - beganAt) / window) + 1);
      // What was advised last may still have to pass.
      expect(resumedAt - endedAt).toBeLessThanOrEqual(window + minute);
      expect(countPublic(plan, await networks.posts())).toMatchObject(faultless);
    },
  );
});

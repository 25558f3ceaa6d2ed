import { afterEach, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { type Instant, type Milliseconds, minute, second } from '../../src/base/instant.ts';
import { blind, type Vice } from './careless.ts';
import { countPublic, faultless } from './count.ts';
import { type RunningNetworks, startNetworks } from './doubles/networks.ts';
import { untilDrained } from './drained.ts';
import { createFastClock, paceOf } from './fast-clock.ts';
import { plant } from './plant.ts';
import { note } from './scale.ts';
import { aStore, atWork } from './workplace.ts';

let networks: RunningNetworks;
afterEach(() => networks.stop());

// What each advises is a minute; so long is waited after one that means nothing, too.
const mastodonForms = [
  'rate-limit-iso',
  'rate-limit-epoch',
  'rate-limit-seconds',
  'rate-limit-date',
  'rate-limit-absurd',
] as const;
const pdsForms = ['rate-limit', 'rate-limit-reset', 'rate-limit-absurd'] as const;
const window = minute;
/** Times in headers are cut to seconds, and clocks are read before and after a request. */
const rounding = 2 * second;

it('ten minutes of 429 in any form cost a probe a window, and work goes on within a minute of the advice', async () => {
  const storm = 10 * minute;
  const { forms, count } = await weather({ storm, vices: [] });
  const windows = Math.ceil(storm / (window - rounding));
  note('429 storm', { forms, pass: `probes ≤ ${windows}, none early, resumed ≤ 60 s` });
  for (const form of forms) {
    expect(form.probes, form.name).toBeLessThanOrEqual(windows);
    expect(form.shortestWait, form.name).toBeGreaterThanOrEqual(window - rounding);
    expect(form.resumedAfterAdvice, form.name).toBeLessThanOrEqual(minute);
  }
  expect(count).toMatchObject(faultless);
});

it('negative control: who is deaf to advice is seen to ask before its time', async () => {
  const { forms } = await weather({ storm: 2 * minute, vices: ['presses-on', ...blind] });
  note('429 storm, negative control', { forms });
  for (const form of forms) {
    expect(form.probes, form.name).toBeGreaterThan(2);
    expect(form.shortestWait, form.name).toBeLessThan(window - rounding);
  }
});

/** What one form of header led to; waits in milliseconds of the pace. */
interface Weathered {
  readonly name: string;
  readonly probes: number;
  readonly shortestWait: Milliseconds;
  readonly resumedAfterStorm: Milliseconds;
  /** After the storm's end, or after the last advice if that came later. */
  readonly resumedAfterAdvice: Milliseconds;
}

/** Lets every form fall on an account of its own, all at the same time. */
async function weather({ storm, vices }: { storm: Milliseconds; vices: readonly Vice[] }) {
  const pace = paceOf(20);
  const clock = createFastClock(pace);
  networks = await startNetworks({
    pace,
    mastodons: mastodonForms.map((form) => ({ accountId: `m-${form}` })),
    pdses: pdsForms.map((form) => `b-${form}`),
  });
  const { accounts } = networks;
  const { databaseUrl, store } = await aStore();
  const deliveries = accounts.length;
  const plan = await plant({ databaseUrl, accounts, pace, deliveries, partsOf: () => 1 });
  for (const form of mastodonForms)
    await networks.tell(`m-${form}`, 'misbehave', { kind: form, times: 1_000_000 });
  for (const form of pdsForms) await networks.owe(`b-${form}`, form, 1000);
  const beganAt = clock.now();
  await atWork({ databaseUrl, accounts, pace, vices });
  const probes = new Map<string, Instant[]>(accounts.map(({ accountId }) => [accountId, []]));
  const noteProbes = async () => {
    for (const form of mastodonForms) probes.set(`m-${form}`, await mastodonProbes(`m-${form}`));
    for (const form of pdsForms) probes.get(`b-${form}`)?.push(...(await pdsProbes(`b-${form}`)));
  };
  while ([...probes.values()].some(({ length }) => length === 0)) await noteProbes();
  const firstAt = Math.min(...[...probes.values()].flat());
  await systemClock.sleep((firstAt + storm - clock.now()) / pace.speed);
  for (const form of mastodonForms) await networks.tell(`m-${form}`, 'calm', {});
  for (const form of pdsForms) await networks.calm(`b-${form}`);
  const endedAt = clock.now();
  await noteProbes();
  await untilDrained(store, 60_000);
  const forms = (await store.deliveries.list({})).map(({ accountId, standing }): Weathered => {
    const refused = (probes.get(accountId) ?? []).filter((at) => at >= beganAt && at < endedAt);
    const resumedAt = standing.state === 'sent' ? standing.sentAt : Number.NaN;
    const advisedAt = (refused.at(-1) ?? endedAt) + window;
    const waits = refused.slice(1).map((at, place) => at - (refused[place] ?? at));
    return {
      name: accountId,
      probes: refused.length,
      shortestWait: Math.min(...waits),
      resumedAfterStorm: resumedAt - endedAt,
      resumedAfterAdvice: resumedAt - Math.max(endedAt, advisedAt),
    };
  });
  return { forms, count: countPublic(plan, await networks.posts()) };
}

async function mastodonProbes(account: string): Promise<Instant[]> {
  const posts = (await networks.requests(account)).filter(({ method }) => method === 'POST');
  return posts.map(({ at }) => at);
}

async function pdsProbes(account: string): Promise<readonly Instant[]> {
  const writes = (await networks.asked(account)).filter(({ method }) => method === 'repo.putRecord');
  return writes.map(({ at }) => at);
}

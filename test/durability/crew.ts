import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import type { Chance } from '../../src/base/chance.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { Milliseconds } from '../../src/base/instant.ts';
import type { WorkerOrders } from './worker.ts';

/** Half of a start is compiling; nobody learns anything from doing that a hundred times. */
const compileCache = join(tmpdir(), 'rapporteur-durability-compiled');

/** A worker's process. */
export interface Worker {
  readonly child: ChildProcess;
  /** Every line that it printed after "ready", read. */
  readonly told: readonly WorkerTold[];
  /** Resolves once its store is open. */
  readonly ready: Promise<void>;
  /** Resolves once it has settled something. */
  readonly working: Promise<void>;
  /** Has a spare begin to work. */
  begin(): void;
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** A journal entry as a worker printed it. */
export interface WorkerTold {
  readonly kind: string;
  readonly failure?: { readonly code: string; readonly detail?: string };
  readonly because?: { readonly code: string; readonly detail?: string };
}

export function startWorker(
  orders: Partial<WorkerOrders> & Pick<WorkerOrders, 'databaseUrl' | 'accounts' | 'pace'>,
  { standsBy = false }: { standsBy?: boolean } = {},
): Worker {
  const whole: WorkerOrders = {
    name: 'worker',
    calendar: [],
    requestTimeout: 1000,
    vices: [],
    event: null,
    ...orders,
  };
  const child = spawn(process.execPath, [inject('worker'), JSON.stringify(whole)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  });
  if (!standsBy) child.stdin.end();
  const told: WorkerTold[] = [];
  const ended = once(child, 'exit');
  const isReady = Promise.withResolvers<void>();
  const isWorking = Promise.withResolvers<void>();
  createInterface(child.stdout).on('line', (line) => {
    if (line === 'ready') isReady.resolve();
    else if (line === 'working') isWorking.resolve();
    else told.push(JSON.parse(line));
  });
  return {
    child,
    told,
    ready: Promise.race([isReady.promise, ended.then(() => undefined)]),
    working: Promise.race([isWorking.promise, ended.then(() => undefined)]),
    begin: () => void child.stdin.end(),
    end: async (signal) => {
      child.kill(signal);
      const [code] = await ended;
      return code;
    },
  };
}

/** Several workers, of which one is killed and started again every so often. */
export interface Crew {
  readonly told: () => readonly WorkerTold[];
  readonly kills: () => number;
  stop(): Promise<void>;
}

/**
 * Keeps `size` workers at work, and kills one by SIGKILL every `killEvery`, but none before it has done something, or has
 * had two seconds for that: on a busy machine they would all die in their cradles. Each is started again at once, or has its
 * place taken by a spare that stood by, ready, as where replicas outnumber what is needed. Never, where `killEvery` is null;
 * and where there is little to do, those that have done nothing are spared.
 */
export function startCrew(
  orders: Parameters<typeof startWorker>[0],
  {
    size,
    killEvery,
    chance,
    sparesIdle = false,
    mostKills = Number.POSITIVE_INFINITY,
    hasSpare = false,
  }: {
    size: number;
    killEvery: Milliseconds | null;
    chance: Chance;
    sparesIdle?: boolean;
    mostKills?: number;
    hasSpare?: boolean;
  },
): Crew {
  const told: WorkerTold[][] = [];
  let kills = 0;
  let isOver = false;
  const over = Promise.withResolvers<void>();
  const hire = (standsBy = false) => {
    const worker = startWorker({ ...orders, name: `worker-${told.length}` }, { standsBy });
    told.push(worker.told as WorkerTold[]);
    return worker;
  };
  const workers = Array.from({ length: size }, () => hire());
  let spare = hasSpare && killEvery !== null ? hire(true) : null;
  const anyone = async () => {
    const place = Math.floor(chance.fraction() * size);
    const worker = workers[place];
    await worker?.ready;
    await Promise.race([worker?.working, systemClock.sleep(2000)]);
    return place;
  };
  // Of several there may be one that never gets anything to do.
  const firstAtWork = () =>
    Promise.race([
      ...workers.map(({ working }, place) => working.then(() => place)),
      over.promise.then(() => 0),
    ]);
  const killing = async () => {
    while (!isOver && killEvery !== null && kills < mostKills) {
      const place = await (sparesIdle ? firstAtWork() : anyone());
      await spare?.ready;
      await systemClock.sleep(killEvery);
      const worker = workers[place];
      if (isOver || !worker) return;
      await worker.end('SIGKILL');
      kills += 1;
      workers[place] = spare ?? hire();
      spare?.begin();
      if (spare) spare = hire(true);
    }
  };
  const killer = killing();
  return {
    told: () => told.flat(),
    kills: () => kills,
    stop: async () => {
      isOver = true;
      over.resolve();
      await killer;
      for (const worker of [...workers, ...(spare ? [spare] : [])]) await worker.end('SIGKILL');
    },
  };
}

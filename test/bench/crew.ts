import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { AccountLogin } from '../../src/networks/network.ts';
import type { PlainNetworks } from './plain-networks.ts';
import type { ReplicaOrders, ReplicaTold } from './replica.ts';

/** A replica in a process of its own. */
export interface Replica {
  readonly processId: number;
  /** Starts its work; `onPublished` is told the account of each thread that is public. */
  go(onPublished: (accountId: string) => void): void;
  /** Lets it come to rest; how long each of its claims took, in milliseconds. */
  rest(): Promise<readonly number[]>;
  end(): void;
}

/** Resolves when its accounts are cleared. */
export async function startReplica(orders: ReplicaOrders): Promise<Replica> {
  const { processId, lines, say, end } = startScript('replica.ts', orders);
  await once(lines, 'line');
  let publish: (accountId: string) => void = () => {};
  let rested = Promise.withResolvers<readonly number[]>();
  lines.on('line', (line) => {
    const told: ReplicaTold = JSON.parse(line);
    if ('claims' in told) rested.resolve(told.claims);
    else publish(told.published);
  });
  return {
    processId,
    go: (onPublished) => {
      publish = onPublished;
      say('go');
    },
    rest: () => {
      rested = Promise.withResolvers();
      say('rest');
      return rested.promise;
    },
    end,
  };
}

/** The networks of plain-networks.ts, running. */
export interface ServedNetworks {
  readonly processId: number;
  readonly accounts: readonly AccountLogin[];
  /** How many posts stand on all accounts together. */
  count(): Promise<number>;
  end(): void;
}

export async function serveNetworks(of: PlainNetworks): Promise<ServedNetworks> {
  const { processId, lines, say, end } = startScript('plain-networks.ts', of);
  const [accounts] = await once(lines, 'line');
  return {
    processId,
    accounts: JSON.parse(accounts),
    count: async () => {
      const counted = once(lines, 'line');
      say('count');
      const [counts] = await counted;
      return (JSON.parse(counts) as number[]).reduce((sum, count) => sum + count, 0);
    },
    end,
  };
}

interface Script {
  readonly processId: number;
  readonly lines: Interface;
  say(word: string): void;
  /** It ends with its standard input. */
  end(): void;
}

function startScript(name: string, orders: unknown): Script {
  const script = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, [script, JSON.stringify(orders)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return {
    processId: child.pid ?? 0,
    lines: createInterface(child.stdout),
    say: (word) => void child.stdin.write(`${word}\n`),
    end: () => void child.stdin.end(),
  };
}

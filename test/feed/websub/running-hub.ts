import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { HubEvent, Mischief } from './hub.ts';

/** A hub in a process of its own. */
export interface RunningHub {
  /** What feeds name as their hub. */
  readonly address: string;
  /** "127.0.0.1:port" */
  readonly host: string;
  /** Replaces what it was told before; `{}` makes it behave. */
  misbehave(mischief: Mischief): Promise<void>;
  /** As a publisher: there is news at `topic`. */
  publish(topic: string): Promise<void>;
  /** Everything so far, once nothing is under way. */
  events(): Promise<readonly HubEvent[]>;
  stop(): Promise<void>;
}

/** Starts one on a free port; it ends with this process at the latest. */
export async function startHub(): Promise<RunningHub> {
  const program = new URL('hub.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout), 'line');
  const { address } = JSON.parse(line);
  return {
    address: `${address}/`,
    host: new URL(address).host,
    misbehave: async (mischief) => {
      await fetch(`${address}/control/misbehave`, { method: 'POST', body: JSON.stringify(mischief) });
    },
    publish: async (topic) => {
      const body = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': topic });
      await fetch(`${address}/`, { method: 'POST', body });
    },
    events: async () => JSON.parse(await (await fetch(`${address}/control/events`)).text()),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

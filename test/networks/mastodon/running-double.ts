import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { PublicPost } from './double/control.ts';
import type { SeenRequest } from './double/double.ts';
import type { MisbehaviourKind } from './double/misbehaviour.ts';
import type { KeyRule } from './double/world.ts';

/** A Mastodon double in a process of its own. */
export interface RunningDouble {
  readonly address: string;
  readonly token: string;
  /** So many requests that it concerns go wrong, after so many that go well. */
  misbehave(kind: MisbehaviourKind, times?: number, after?: number): Promise<void>;
  repeatKeys(rule: KeyRule): Promise<void>;
  deletePost(id: string): Promise<void>;
  reset(): Promise<void>;
  /** What is public, oldest first. */
  posts(): Promise<readonly PublicPost[]>;
  requests(): Promise<readonly SeenRequest[]>;
  stop(): Promise<void>;
}

/** Starts one on a free port; it ends with this process at the latest. */
export async function startDouble(options: readonly string[] = []): Promise<RunningDouble> {
  const program = new URL('double/start.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, '--tied', ...options], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout), 'line');
  const { address, token } = JSON.parse(line);
  const tell = async (path: string, json: unknown): Promise<void> => {
    await fetch(`${address}/control/${path}`, { method: 'POST', body: JSON.stringify(json) });
  };
  const ask = async (path: string) => JSON.parse(await (await fetch(`${address}/control/${path}`)).text());
  return {
    address,
    token,
    misbehave: (kind, times = 1, after = 0) => tell('misbehave', { kind, times, after }),
    repeatKeys: (rule) => tell('keys', { rule }),
    deletePost: (id) => tell('delete', { id }),
    reset: () => tell('reset', {}),
    posts: () => ask('posts'),
    requests: () => ask('requests'),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

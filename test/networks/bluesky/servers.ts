import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A PDS and an AppView of their own process, with one account. */
export interface Servers {
  readonly pds: string;
  readonly appView: string;
  readonly handle: string;
  readonly did: string;
  readonly appPassword: string;
  /** Signs the PDS's tokens. */
  readonly jwtSecret: string;
  /** Resolves once the AppView has indexed everything that was published. */
  settle(): Promise<void>;
  /** The next request for `method` is carried out, and its connection cut instead of answered. */
  loseNextAnswer(method: string): Promise<void>;
  /** The methods asked of the PDS since the last time, in order. */
  methodsAsked(): Promise<readonly string[]>;
  /** What the AppView, which readers' apps ask, says. */
  readAppView(method: string, query: Readonly<Record<string, string>>): Promise<unknown>;
  stop(): Promise<void>;
}

/** Starts what servers/install.sh installed, on free ports of loopback. */
export async function startServers(): Promise<Servers> {
  const script = new URL('servers/start.mjs', import.meta.url).pathname;
  const child = spawn(process.execPath, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const ready = await Promise.race([once(createInterface(child.stdout), 'line'), gone]);
  if (child.exitCode !== null) throw new Error('the servers did not start; has servers/install.sh been run?');
  const { control, ...servers } = JSON.parse(String(ready[0]));
  const tell = async (action: string) => {
    const answer = await fetch(`${control}${action}`, { method: 'POST' });
    await answer.arrayBuffer();
  };
  return {
    ...servers,
    settle: () => tell('/settle'),
    loseNextAnswer: (method) => tell(`/lose?method=${method}`),
    methodsAsked: async () => (await fetch(`${control}/asked`)).json(),
    readAppView: async (method, query) =>
      (await fetch(`${servers.appView}/xrpc/${method}?${new URLSearchParams(query)}`)).json(),
    stop: async () => {
      child.stdin.end();
      await gone;
    },
  };
}

import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** A process that serves the bench; its first line says where. */
export interface Served {
  readonly origin: string;
  stop(): void;
}

/** Starts a script of this folder that prints `{"origin": …}` when it listens. */
export async function serve(script: string): Promise<Served> {
  const child = spawn(process.execPath, [fileURLToPath(new URL(script, import.meta.url))], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { origin } = JSON.parse(await firstLine(child));
  return { origin, stop: () => void child.kill() };
}

/** Runs Node to its end with `words`, and gives the peak of its resident memory in MiB. */
export async function runNode(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<number> {
  const report = `process.on('exit',()=>process.stderr.write('peak '+process.resourceUsage().maxRSS))`;
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(report)}`, ...words],
    { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ...env } },
  );
  let told = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    told += chunk;
  });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${told}`);
  return Math.round(Number(/peak (\d+)/.exec(told)?.[1] ?? 0) / 1024);
}

async function firstLine(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('no output to read');
  for await (const line of createInterface(child.stdout)) return line;
  throw new Error('the server ended before it listened');
}

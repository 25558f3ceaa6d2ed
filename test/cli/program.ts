import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const program = fileURLToPath(new URL('../../src/cli/rapporteur.mjs', import.meta.url));

/** Where the program stands: its folder, and what its environment has besides a path. */
export interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Who reads standard output may leave before there is any. */
  readonly reader?: 'stays' | 'leaves';
}

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProgram {
  readonly pid: number;
  stdout(): string;
  /** Resolves when standard output has these words; throws, with all output, when the program ends before. */
  says(words: RegExp): Promise<void>;
  /** Sends `signal` and waits for the end. */
  end(signal: NodeJS.Signals): Promise<Ended>;
}

/** Runs a command line to its end. */
export async function rapporteur(words: readonly string[], surroundings: Surroundings): Promise<Ended> {
  return launch(words, surroundings).ended;
}

/** Starts a command line that goes on until it is told to end; it does not outlive the test. */
export function startRapporteur(words: readonly string[], surroundings: Surroundings): RunningProgram {
  const { child, ended, output } = launch(words, surroundings);
  onTestFinished(() => void child.kill('SIGKILL'));
  return {
    pid: child.pid ?? 0,
    stdout: () => output.stdout,
    says: async (said) => {
      while (!said.test(output.stdout)) {
        const over = await Promise.race([
          once(child.stdout, 'data').then(() => false),
          ended.then(() => true),
        ]);
        if (over && !said.test(output.stdout))
          throw new Error(`ended without saying ${said}:\n${output.stdout}${output.stderr}`);
      }
    },
    end: async (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

function launch(words: readonly string[], { cwd, env = {}, reader = 'stays' }: Surroundings) {
  const child = spawn(process.execPath, [program, ...words], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (reader === 'leaves') child.stdout.destroy();
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    output.stderr += text;
  });
  const ended = once(child, 'close').then(([exitCode]): Ended => ({ exitCode, ...output }));
  return { child, ended, output };
}

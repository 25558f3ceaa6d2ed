// Runs the harness: `--long` takes the sizes of the night, everything else is vitest's own (a file, -t a name).
import { spawn } from 'node:child_process';

const words = process.argv.slice(2);
const child = spawn(
  'vitest',
  ['run', '--config', 'test/durability/vitest.config.ts', ...words.filter(isVitests)],
  {
    stdio: 'inherit',
    env: { ...process.env, ...(words.includes('--long') && { LONG: '1' }) },
  },
);
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});

function isVitests(word: string): boolean {
  return word !== '--long';
}

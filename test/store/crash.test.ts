import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inOrderOfReference } from '../../src/store/copy-rows.ts';
import { aDelivery, anAdmission, anItem, claimAt, planned } from './builders.ts';
import { openForTest } from './engines.ts';

const folder = mkdtempSync(join(tmpdir(), 'rapporteur-crash-'));
const original = join(folder, 'original.db');
const child = fileURLToPath(new URL('crash-child.ts', import.meta.url));

beforeAll(async () => {
  const store = await openForTest(`sqlite:${original}`);
  await planned(store, [aDelivery({ id: 'd1', posts: 2 })]);
  await store.stories.admit(anAdmission({ items: [anItem({ id: 'waiting' })] }));
  await claimAt(store, 3000);
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['admit', 'plan', 'settle', 'goOn'])('a process killed in %s', (hop) => {
  const lived = join(folder, `${hop}.db`);
  let statements = 0;
  beforeAll(async () => {
    cpSync(original, lived);
    ({ statements } = await runChild(['--path', lived, '--hop', hop]));
  });

  test('leaves the store as it was, between whichever two statements it dies', () => {
    expect(statements).toBeGreaterThan(4);
    for (let n = 1; n <= statements; n += 1)
      expect(rowsOf(`${lived}.${n}`), `died before statement ${n}`).toEqual(rowsOf(original));
    expect(rowsOf(lived), 'lived to the end').not.toEqual(rowsOf(original));
  });

  test('leaves the store as it was when SIGKILL comes just before the commit', async () => {
    const killed = join(folder, `${hop}-killed.db`);
    cpSync(original, killed);
    const { signal } = await runChild(['--path', killed, '--hop', hop, '--kill', String(statements)]);
    expect(signal).toBe('SIGKILL');
    expect(rowsOf(killed)).toEqual(rowsOf(original));
  });
});

async function runChild(words: readonly string[]) {
  const running = spawn(process.execPath, [child, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const printed = text(running.stdout);
  const [, signal] = await once(running, 'exit');
  return { signal, statements: Number(await printed) };
}

/** Everything in the store, as the next process to open it finds it. */
function rowsOf(path: string): unknown {
  const database = new DatabaseSync(path);
  try {
    return inOrderOfReference.map(({ table }) => database.prepare(`select * from ${table}`).all());
  } finally {
    database.close();
  }
}

// A replica that signs in as soon as it is told to: on its input a line, on its output one that says what came of it.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { systemChance } from '../../../src/base/chance.ts';
import { systemClock } from '../../../src/base/clock.ts';
import { connectBluesky } from '../../../src/networks/bluesky/connect.ts';
import { openForTest } from '../../store/engines.ts';
import { aLogin } from './account.ts';

const { values } = parseArgs({
  options: { store: { type: 'string', default: '' }, server: { type: 'string', default: '' } },
});
const store = await openForTest(values.store);
const connection = connectBluesky(aLogin({ serviceUrl: values.server }), {
  clock: systemClock,
  chance: systemChance,
  loadMedia: async () => null,
  sessions: store.sessions,
});
const lines = createInterface(process.stdin);
process.stdout.write('ready\n');
await once(lines, 'line');
const verified = await connection.verifyAccount();
process.stdout.write(`${verified.ok ? 'signed in' : verified.failure.code}\n`);
lines.close();
await store.close();

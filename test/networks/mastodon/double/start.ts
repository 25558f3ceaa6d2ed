import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { systemChance } from '../../../../src/base/chance.ts';
import { drawId } from '../../../../src/base/ids.ts';
import { controls } from './control.ts';
import { misbehaviours } from './misbehaviour.ts';
import { createDouble } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    token: { type: 'string' },
    'no-budgets': { type: 'boolean', default: false },
    tied: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(helpText());
} else {
  const token = values.token ?? drawId(systemChance);
  const { server } = createDouble({ token, budgets: !values['no-budgets'] });
  server.listen(Number(values.port), '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    console.log(JSON.stringify({ address: `http://127.0.0.1:${port}`, token }));
  });
  if (values.tied) process.stdin.on('end', () => process.exit()).resume();
  process.on('SIGTERM', () => process.exit());
}

function helpText(): string {
  return [
    'A Mastodon server to rehearse against: one account, the API as far as Rapporteur uses it,',
    'the limits of Mastodon 4.6.5, and on demand the mishaps of real servers. Keeps nothing on disk.',
    '',
    '  node test/networks/mastodon/double/start.ts [--port 0] [--token …] [--no-budgets] [--tied]',
    '',
    '  --port        0 takes any free port; loopback only',
    '  --token       the access token to accept; a random one by default',
    '  --no-budgets  no rate limits',
    '  --tied        ends when its standard input does, so that it outlives no program that started it',
    '',
    'Prints one line, {"address", "token"}: the serviceUrl and the secret of an account.',
    '',
    'Controls:',
    ...Object.entries(controls).map(([name, what]) => `  ${name.padEnd(24)} ${what}`),
    '',
    'Kinds of misbehaviour, and the requests they befall:',
    ...Object.entries(misbehaviours).map(
      ([name, { befalls, what }]) => `  ${name.padEnd(20)} ${befalls.padEnd(7)} ${what}`,
    ),
  ].join('\n');
}

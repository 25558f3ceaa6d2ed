import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type Clock, systemClock } from '../../../../src/base/clock.ts';
import type { Milliseconds } from '../../../../src/base/instant.ts';
import { route } from './api.ts';
import { countBudgets } from './budgets.ts';
import { control } from './control.ts';
import type { Double } from './double.ts';
import { type Faults, Mischief } from './misbehaviour.ts';
import { type Reply, refusal, send } from './reply.ts';
import { World } from './world.ts';

/** How a double differs from an undisturbed server on the machine's clock that answers at once. */
export interface Habits {
  readonly clock?: Clock;
  readonly faults?: Faults;
  /** How long each request takes. */
  readonly latency?: Milliseconds;
}

/** Listens on loopback. */
export function createDouble(
  { token, budgets }: { token: string; budgets: boolean },
  { clock = systemClock, faults, latency = 0 }: Habits = {},
): {
  server: Server;
  double: Double;
} {
  const double: Double = {
    world: new World(clock),
    mischief: new Mischief(faults),
    token,
    requests: [],
    clock,
    latency,
    spend: budgets ? countBudgets() : null,
  };
  const server = createServer((request, response) => {
    answer(double, request).then(
      (reply) => send(response, reply),
      (thrown) => {
        console.error(thrown);
        response.destroy();
      },
    );
  });
  return { server, double };
}

async function answer(double: Double, request: IncomingMessage): Promise<Reply> {
  const origin = `http://${request.headers.host}`;
  const url = new URL(request.url ?? '/', origin);
  const method = request.method ?? 'GET';
  const body = await readBody(request);
  if (url.pathname.startsWith('/control/')) {
    const json = body.length > 0 ? JSON.parse(body.toString()) : null;
    return { httpStatus: 200, json: control(double, { path: url.pathname, json, origin }) };
  }
  if (double.latency > 0) await systemClock.sleep(double.latency);
  const seen = { method, path: url.pathname, key: request.headers['idempotency-key']?.toString() ?? null };
  const spent = double.spend?.({ method, path: url.pathname }, double.clock.now()) ?? null;
  const reply =
    spent?.exceeded === true
      ? refusal({ httpStatus: 429, error: 'Too many requests' })
      : await route(double, { ...seen, url, origin, body, request });
  return { ...reply, headers: { ...spent?.headers, ...reply.headers } };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

// A WebSub hub in its own process (W3C WebSub, 5 and 7), which can be told to misbehave. It talks to loopback only.

/** What the hub is told to do otherwise than it should. */
export interface Mischief {
  /** Says no to every subscriber, with this reason. */
  readonly denies?: string;
  /** Takes the request and never comes. */
  readonly neverVerifies?: boolean;
  /** Grants this instead of what was asked for. */
  readonly leaseSeconds?: number;
  /** Verifies this instead of the topic that was asked for. */
  readonly verifiesTopic?: string;
  /** Signs with another secret, or not at all. */
  readonly signs?: 'wrongly' | 'not' | 'with-sha1';
  /** Answers requests with this status. */
  readonly refusesWith?: number;
  /** Drops every subscription it has, once. */
  readonly forgets?: boolean;
  /** Sends the subscriber elsewhere, to a path of its own, with a 307. */
  readonly redirects?: boolean;
}

/** Something the hub did or was asked, in order. */
export type HubEvent =
  | { readonly kind: 'asked'; readonly form: Readonly<Record<string, string>> }
  | { readonly kind: 'visited'; readonly mode: string; readonly httpStatus: number; readonly echoed: boolean }
  | { readonly kind: 'pushed'; readonly topic: string; readonly httpStatus: number };

interface Subscriber {
  readonly callback: string;
  readonly topic: string;
  readonly secret: string | null;
}

const subscribers = new Map<string, Subscriber>();
const events: HubEvent[] = [];
let mischief: Mischief = {};
let underWay = 0;

const server = createServer((request, response) => {
  answer(request, response).catch((thrown) => {
    console.error(thrown);
    response.destroy();
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(JSON.stringify({ address: `http://127.0.0.1:${port}` }));
});
// It outlives no test that started it.
process.stdin.on('end', () => process.exit()).resume();

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readBody(request);
  switch (request.url ?? '/') {
    case '/control/misbehave':
      mischief = JSON.parse(body);
      if (mischief.forgets) subscribers.clear();
      response.end();
      return;
    case '/control/events':
      while (underWay > 0) await wait(1);
      response.end(JSON.stringify(events));
      return;
    case '/':
      if (mischief.redirects) response.writeHead(307, { location: '/moved' }).end();
      else receiveForm(body, response);
      return;
    case '/moved':
      receiveForm(body, response);
      return;
    default:
      response.writeHead(404).end();
  }
}

function receiveForm(body: string, response: ServerResponse): void {
  const form = Object.fromEntries(new URLSearchParams(body));
  if (form['hub.mode'] === 'publish') {
    response.writeHead(204).end();
    track(distribute(form['hub.url'] ?? ''));
    return;
  }
  events.push({ kind: 'asked', form });
  const fault = faultOf(form);
  if (mischief.refusesWith !== undefined || fault !== null) {
    response.writeHead(mischief.refusesWith ?? 400).end(fault);
    return;
  }
  response.writeHead(202).end();
  track(verify(form));
}

/** What a hub must not take (W3C WebSub, 5.1); null when all is well. */
function faultOf(form: Readonly<Record<string, string>>): string | null {
  if (form['hub.mode'] !== 'subscribe') return 'hub.mode';
  if (!URL.canParse(form['hub.topic'] ?? '')) return 'hub.topic';
  if (!/^http:\/\/127\.0\.0\.1:\d+\//.test(form['hub.callback'] ?? '')) return 'hub.callback';
  if (Buffer.byteLength(form['hub.secret'] ?? '') >= 200) return 'hub.secret';
  return /^\d*$/.test(form['hub.lease_seconds'] ?? '') ? null : 'hub.lease_seconds';
}

async function verify(form: Readonly<Record<string, string>>): Promise<void> {
  const { 'hub.topic': topic = '', 'hub.callback': callback = '', 'hub.secret': secret = null } = form;
  if (mischief.neverVerifies) return;
  if (mischief.denies !== undefined) {
    await visit(callback, { 'hub.mode': 'denied', 'hub.topic': topic, 'hub.reason': mischief.denies });
    return;
  }
  const isMeant = await visit(callback, {
    'hub.mode': 'subscribe',
    'hub.topic': mischief.verifiesTopic ?? topic,
    'hub.challenge': `challenge-${events.length}&<b>`,
    'hub.lease_seconds': String(mischief.leaseSeconds ?? form['hub.lease_seconds'] ?? 864_000),
  });
  if (isMeant) subscribers.set(`${topic} ${callback}`, { topic, callback, secret });
}

async function visit(callback: string, query: Readonly<Record<string, string>>): Promise<boolean> {
  const address = new URL(callback);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  const response = await fetch(address);
  const echoed = (await response.text()) === query['hub.challenge'];
  events.push({ kind: 'visited', mode: query['hub.mode'] ?? '', httpStatus: response.status, echoed });
  return response.ok && echoed;
}

/** Fetches what is published and hands it to every subscriber, signed. */
async function distribute(topic: string): Promise<void> {
  const content = Buffer.from(await (await fetch(topic)).arrayBuffer());
  const due = [...subscribers.values()].filter((subscriber) => subscriber.topic === topic);
  await Promise.all(due.map((subscriber) => push(subscriber, content)));
}

async function push({ callback, topic, secret }: Subscriber, content: Buffer): Promise<void> {
  const response = await fetch(callback, {
    method: 'POST',
    headers: {
      'content-type': 'application/rss+xml',
      link: `<http://127.0.0.1/>; rel="hub", <${topic}>; rel="self"`,
      ...(secret !== null && mischief.signs !== 'not' && { 'x-hub-signature': signatureOf(content, secret) }),
    },
    body: content,
  });
  events.push({ kind: 'pushed', topic, httpStatus: response.status });
}

function signatureOf(content: Buffer, secret: string): string {
  const method = mischief.signs === 'with-sha1' ? 'sha1' : 'sha256';
  const key = mischief.signs === 'wrongly' ? `not ${secret}` : secret;
  return `${method}=${createHmac(method, key).update(content).digest('hex')}`;
}

function track(work: Promise<void>): void {
  underWay += 1;
  work.catch(console.error).finally(() => {
    underWay -= 1;
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

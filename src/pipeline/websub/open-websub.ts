import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import {
  type Failure,
  failed,
  messageOf,
  type Result,
  success,
  unexpectedFailure,
} from '../../base/failure.ts';
import { second } from '../../base/instant.ts';
import type { FormDoor } from '../../web/web.ts';
import { answerHub, type HubDeps, type HubReply } from './answer-hub.ts';
import type { WebSub } from './websub.ts';

/** Where hubs reach us, and where on this machine that ends. */
export interface CallbackPlace {
  readonly callbackBase: string;
  readonly host: string;
  readonly port: number;
}

/** Listens for hubs until closed. `forms` is the way to them. */
export async function openWebSub(
  deps: HubDeps,
  { forms, place }: { forms: FormDoor; place: CallbackPlace },
): Promise<Result<WebSub, Failure<'callback-not-listening'>>> {
  let told = () => {};
  const server = createServer(limits, (request, response) => {
    replyTo(deps, request).then(
      ({ httpStatus, text, pushed }) => {
        send(response, { httpStatus, text });
        if (pushed) told();
      },
      (thrown) => {
        // The hub tries again after a 5xx; without this, one bad moment of the store would end the program.
        send(response, { httpStatus: 500, text: '' });
        const failure = unexpectedFailure('a hub’s request', thrown);
        deps.journal({ kind: 'work-crashed', what: 'callback', failure });
      },
    );
  });
  server.maxConnections = 100;
  const trouble = await listen(server, place);
  if (trouble)
    return failed({
      code: 'callback-not-listening',
      subject: `${place.host}:${place.port}`,
      detail: trouble,
    });
  return success({
    forms,
    callbackBase: place.callbackBase,
    onPush: (listener) => {
      told = listener;
    },
    close: () => close(server),
  });
}

const mostBodyBytes = 1_000_000;

/** A request is in within ten seconds or not at all. */
const limits = {
  headersTimeout: 5 * second,
  requestTimeout: 10 * second,
  connectionsCheckingInterval: second,
};

/** Only the last part of the path matters, so that a proxy may keep or drop what stands before it. */
function replyTo(deps: HubDeps, request: IncomingMessage): Promise<HubReply> {
  const url = new URL(`http://callback${request.url?.replace(/^[^/]*/, '') ?? '/'}`);
  const signature = request.headers['x-hub-signature'];
  return answerHub(deps, {
    method: request.method ?? 'GET',
    callbackKey: url.pathname.split('/').at(-1) ?? '',
    query: url.searchParams,
    signature: [signature].flat()[0],
    readBody: () => readBody(request),
  });
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | 'too-long' | 'cut-off'> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      length += chunk.length;
      if (length > mostBodyBytes) return 'too-long';
      chunks.push(chunk);
    }
  } catch {
    // A stream throws when its other end leaves, or is too slow.
    return 'cut-off';
  }
  return Buffer.concat(chunks, length);
}

/** Every connection ends with its answer, and with it a body that nobody wants to read to its end. */
function send(response: ServerResponse, { httpStatus, text }: { httpStatus: number; text: string }): void {
  response.writeHead(httpStatus, {
    'content-type': 'text/plain; charset=utf-8',
    // A challenge is sent back as it came, and must never be taken for a page.
    'x-content-type-options': 'nosniff',
    connection: 'close',
  });
  response.end(text);
}

/** Why the port can't be had; null when it can. */
function listen(server: Server, { host, port }: CallbackPlace): Promise<string | null> {
  return new Promise((resolve) => {
    // Stays on: one connection that can't be taken in must not end the program later.
    server.on('error', (thrown) => resolve(messageOf(thrown)));
    server.listen(port, host, () => resolve(null));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

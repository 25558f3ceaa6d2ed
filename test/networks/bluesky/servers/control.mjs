// What a test may do to the servers, over HTTP on loopback, since they run in another process.
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * POST /settle           answers once the AppView has indexed everything that was published
 * POST /lose?method=…    the next request for this method is carried out, and its connection cut instead of answered
 * GET  /asked            the methods asked of the PDS since the last time, in order
 */
export function startControl({ port, pds, subscription }) {
  const asked = [];
  let lose = null;
  pds.server.prependListener('request', (request, response) => {
    const method = new URL(request.url, 'http://pds').pathname.replace('/xrpc/', '');
    asked.push(method);
    if (method !== lose) return;
    lose = null;
    cutInsteadOfAnswering(response);
  });

  const actions = {
    'POST /settle': async () => {
      await settle(pds, subscription);
      return {};
    },
    'POST /lose': async (query) => {
      lose = query.get('method');
      return {};
    },
    'GET /asked': async () => asked.splice(0),
  };
  const act = async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://control');
    const answer = await actions[`${request.method} ${pathname}`](searchParams);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  };
  const server = createServer((request, response) => void act(request, response));
  server.listen(port, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

function cutInsteadOfAnswering(response) {
  response.writeHead = () => response;
  response.write = () => true;
  response.end = () => {
    response.socket.destroy();
    return response;
  };
}

async function settle(pds, subscription) {
  await pds.ctx.backgroundQueue.processAll();
  const last = await pds.ctx.sequencer.curr();
  for (;;) {
    await subscription.processAll();
    if (((await subscription.getCursor()) ?? 0) >= last) return;
    await sleep(5);
  }
}

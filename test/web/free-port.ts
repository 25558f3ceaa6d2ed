import { serveOnLoopback } from './loopback-server.ts';

/** A port of this machine that nobody listens on. */
export async function findFreePort(): Promise<number> {
  const server = await serveOnLoopback((_, response) => response.end());
  await server.close();
  return Number(new URL(server.origin).port);
}

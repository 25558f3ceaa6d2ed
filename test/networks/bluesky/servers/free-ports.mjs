import { once } from 'node:events';
import net from 'node:net';

/** As many ports as wanted that nobody listens on at this moment. The servers must know theirs before they start. */
export async function findFreePorts(count) {
  const probes = Array.from({ length: count }, () => net.createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const ports = probes.map((probe) => probe.address().port);
  await Promise.all(probes.map((probe) => once(probe.close(), 'close')));
  return ports;
}

// The servers listen on every interface and take no host. Imported before them, this keeps them on 127.0.0.1.
import net from 'node:net';

const { listen } = net.Server.prototype;

net.Server.prototype.listen = function listenOnLoopback(where, ...rest) {
  if (typeof where === 'object' && where !== null && 'port' in where)
    return listen.call(this, { host: '127.0.0.1', ...where }, ...rest);
  if (Number.isInteger(Number(where)) && typeof rest[0] !== 'string')
    return listen.call(this, where, '127.0.0.1', ...rest);
  return listen.call(this, where, ...rest);
};

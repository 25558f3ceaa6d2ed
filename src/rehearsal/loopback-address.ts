/** "https://news.example/a?b" below a loopback server: "http://127.0.0.1:1234/https/news.example/a?b". */
export function toLoopback(url: string, loopbackOrigin: string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return `${loopbackOrigin}/${protocol.slice(0, -1)}/${host}${pathname}${search}`;
}

/** The recorded address behind one below a loopback server, whole or from its first slash on; null when it is none. */
export function toRecorded(address: string): string | null {
  const path = address.startsWith('/') ? address : address.replace(/^https?:\/\/[^/]+/, '');
  const [, scheme, rest] = /^\/(https?)\/([^/].*)$/.exec(path) ?? [];
  return scheme && rest ? `${scheme}://${rest}` : null;
}

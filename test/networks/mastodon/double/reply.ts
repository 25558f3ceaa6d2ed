import type { ServerResponse } from 'node:http';
import type { Refused } from './world.ts';

/** An answer before it is sent. */
export interface Reply {
  readonly httpStatus: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What happens to the answer on its way. */
  readonly fate?: 'lost' | 'cut' | 'silent';
}

/** A refusal in Mastodon's form. */
export function refusal({ httpStatus, error }: Refused): Reply {
  return error === '' ? { httpStatus } : { httpStatus, json: { error } };
}

/** Sends an answer, or loses it. */
export function send(response: ServerResponse, { httpStatus, json, html, headers, fate }: Reply): void {
  if (fate === 'silent') return;
  if (fate === 'lost') {
    response.destroy();
    return;
  }
  const body = json === undefined ? (html ?? '') : JSON.stringify(json);
  response.writeHead(httpStatus, {
    ...headers,
    'content-type': json === undefined ? 'text/html; charset=UTF-8' : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  });
  if (fate === 'cut') response.write(body.slice(0, body.length / 2), () => response.destroy());
  else response.end(body);
}

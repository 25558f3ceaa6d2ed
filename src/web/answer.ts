import type { IncomingHttpHeaders } from 'node:http';
import { type Failure, failed, messageOf, type Result } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
import { DeadlinePassed, type Exchange, type Sent } from './exchange.ts';
import { AddressRefused } from './guarded-connector.ts';
import { readRetryAfter } from './http-date.ts';
import { readBody } from './read-body.ts';
import type { Redirect, WebAnswer, WebFailureCode, WebHeaders } from './web.ts';

interface Answering {
  readonly url: string;
  readonly redirects: readonly Redirect[];
  readonly mostBytes: number;
  /** Whether validators were sent, so that 304 is an answer. */
  readonly conditional: boolean;
  readonly now: Instant;
}

/** What a server's last answer means to whoever asked. */
export async function answerFrom(exchange: Exchange, to: Answering): Promise<WebAnswer> {
  const headers = flatHeaders(exchange.headers);
  const { statusCode } = exchange;
  if (statusCode === 304 && to.conditional)
    return { state: 'not-modified', headers, redirects: to.redirects };
  if (statusCode < 200 || statusCode > 299) {
    const failure = { code: statusFailure(statusCode), subject: to.url, detail: `HTTP ${statusCode}` };
    const retryAt =
      headers['retry-after'] === undefined ? null : readRetryAfter(headers['retry-after'], to.now);
    const { redirects } = to;
    return {
      state: 'failed',
      failure,
      httpStatus: statusCode,
      retryAt,
      ...(redirects.length > 0 && { redirects }),
    };
  }
  const body = await readSent(exchange.body, { headers, ...to });
  if (!body.ok) return { ...failedAnswer(body.failure), httpStatus: statusCode };
  return {
    state: 'fetched',
    url: to.url,
    body: body.value,
    contentType: headers['content-type'] ?? null,
    validators: { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null },
    headers,
    redirects: to.redirects,
  };
}

/** An answer that says why there is none. */
export function failedAnswer(failure: Failure<WebFailureCode>): Extract<WebAnswer, { state: 'failed' }> {
  return { state: 'failed', failure, httpStatus: null, retryAt: null };
}

/** Why no answer came, from what the connection threw. */
export function connectionFailure(thrown: unknown, url: string): Failure<WebFailureCode> {
  const detail = messageOf(thrown);
  if (thrown instanceof DeadlinePassed) return { code: 'timed-out', subject: url };
  if (thrown instanceof AddressRefused) return { code: 'address-not-allowed', subject: url, detail };
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code ?? '') : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { code: 'name-not-found', subject: url };
  if (/TIMEOUT|TIMEDOUT/.test(code)) return { code: 'timed-out', subject: url };
  return { code: 'connection-failed', subject: url, detail: code || detail };
}

async function readSent(
  sent: Sent,
  to: Answering & { readonly headers: WebHeaders },
): Promise<Result<Uint8Array, Failure<WebFailureCode>>> {
  switch (sent.state) {
    case 'whole': {
      const contentEncoding = to.headers['content-encoding'] ?? '';
      const body = await readBody(sent.bytes, { contentEncoding, mostBytes: to.mostBytes });
      return body.ok ? body : failed({ code: body.failure, subject: to.url });
    }
    case 'too-large':
      return failed({ code: 'body-too-large', subject: to.url });
    case 'broken': {
      const failure = connectionFailure(sent.thrown, to.url);
      return failed(failure.code === 'timed-out' ? failure : { ...failure, code: 'body-broken' });
    }
  }
}

function statusFailure(status: number): WebFailureCode {
  if (status === 401 || status === 403) return 'http-unauthorised';
  if (status === 410) return 'http-gone';
  if (status === 429) return 'http-too-many-requests';
  // A redirect that leads nowhere, or "not modified" to a question without conditions, is the server's mistake.
  return status >= 400 && status < 500 ? 'http-client-error' : 'http-server-error';
}

function flatHeaders(headers: IncomingHttpHeaders): WebHeaders {
  const flat: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (typeof value === 'string') flat[name] = value;
    else if (value?.length) flat[name] = lists.has(name) ? value.join(', ') : (value.at(-1) ?? '');
  }
  return flat;
}

/** Of the headers read here, those that may come in several lines and mean one list (RFC 9110, 5.3). */
const lists = new Set(['link', 'cache-control', 'content-encoding']);

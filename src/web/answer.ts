import type { Dispatcher } from 'undici';
import { type Failure, messageOf } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';
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
  readonly signal: AbortSignal;
  readonly now: Instant;
}

/** What a server's last answer means to whoever asked; reads the body of a good one to its end. */
export async function answerFrom(response: Dispatcher.ResponseData, to: Answering): Promise<WebAnswer> {
  const headers = flatHeaders(response.headers);
  const { statusCode } = response;
  if (statusCode === 304 && to.conditional) {
    await response.body.dump({ limit: 1, signal: to.signal });
    return { state: 'not-modified', headers, redirects: to.redirects };
  }
  if (statusCode < 200 || statusCode > 299) {
    await response.body.dump({ limit: 16_384, signal: to.signal });
    const failure = { code: statusFailure(statusCode), subject: to.url, detail: `HTTP ${statusCode}` };
    const retryAt =
      headers['retry-after'] === undefined ? null : readRetryAfter(headers['retry-after'], to.now);
    return { state: 'failed', failure, httpStatus: statusCode, retryAt };
  }
  const body = await readWhole(response, { headers, ...to });
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
export function connectionFailure(
  thrown: unknown,
  { url, signal }: { url: string; signal: AbortSignal },
): Failure<WebFailureCode> {
  const detail = messageOf(thrown);
  if (signal.aborted) return { code: 'timed-out', subject: url };
  if (thrown instanceof AddressRefused) return { code: 'address-not-allowed', subject: url, detail };
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return { code: 'name-not-found', subject: url };
  if (/TIMEOUT|TIMEDOUT/.test(code)) return { code: 'timed-out', subject: url };
  return { code: 'connection-failed', subject: url, detail: code || detail };
}

async function readWhole(
  response: Dispatcher.ResponseData,
  to: Answering & { readonly headers: WebHeaders },
): Promise<{ ok: true; value: Uint8Array } | { ok: false; failure: Failure<WebFailureCode> }> {
  try {
    const contentEncoding = to.headers['content-encoding'] ?? '';
    const body = await readBody(response.body, { contentEncoding, mostBytes: to.mostBytes });
    return body.ok ? body : { ok: false, failure: { code: body.failure, subject: to.url } };
  } catch (thrown) {
    const failure = connectionFailure(thrown, to);
    const isLate = failure.code === 'timed-out';
    return { ok: false, failure: isLate ? failure : { ...failure, code: 'body-broken' } };
  }
}

function statusFailure(status: number): WebFailureCode {
  if (status === 401 || status === 403) return 'http-unauthorised';
  if (status === 410) return 'http-gone';
  if (status === 429) return 'http-too-many-requests';
  // A redirect that leads nowhere, or "not modified" to a question without conditions, is the server's mistake.
  return status >= 400 && status < 500 ? 'http-client-error' : 'http-server-error';
}

function flatHeaders(headers: Dispatcher.ResponseData['headers']): WebHeaders {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    const lastOrJoined = name === 'link' ? [value].flat().join(', ') : [value].flat().at(-1);
    if (lastOrJoined !== undefined) flat[name] = lastOrJoined;
  }
  return flat;
}

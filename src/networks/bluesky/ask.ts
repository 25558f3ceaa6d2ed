import { failed, messageOf, success } from '../../base/failure.ts';
import { formatInstant, type Instant, type Milliseconds, second } from '../../base/instant.ts';
import type { Gate } from '../budget.ts';
import { costOfCall } from './budgets.ts';
import type { Answer, Refusal } from './client.ts';

/**
 * How long one request may take. A PDS needs under a second for a commit of 200 posts (checked 2026-11); a picture of
 * 2 MB needs most of this on a poor line.
 */
export const requestTimeout: Milliseconds = 30 * second;

/**
 * The fetch all requests go through: within the account's budgets, with a deadline, and with answers that are none of a
 * PDS's made plain. What exceeds a budget is answered here, as its server would.
 */
export function fetchWithin(timeout: Milliseconds, gate: Gate): typeof fetch {
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const { until, standing } = await gate.enter(costOfCall(pathname.replace('/xrpc/', ''), init?.body));
    if (until !== null) return withheld(until);
    const response = await fetchPlainly(input, { ...init, signal: AbortSignal.timeout(timeout) });
    await gate.heed({ httpStatus: response.status, headers: response.headers, standing });
    return response;
  };
}

function withheld(until: Instant): Response {
  const message = `its limit is renewed at ${formatInstant(until)}`;
  const headers = { 'ratelimit-reset': String(Math.ceil(until / second)) };
  return Response.json({ error: 'BudgetSpent', message }, { status: 429, headers });
}

const fetchPlainly: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  const { status, headers } = response;
  if (status < 300 || status === 429 || status >= 500 || isJson(headers)) return response;
  // A gateway or a login wall said this; taken at its word, its 400 would mean that the post is at fault.
  await response.body?.cancel();
  const message = `HTTP ${status} with ${headers.get('content-type') ?? 'nothing'}`;
  return Response.json({ error: 'NotXrpc', message }, { status: 502 });
};

function isJson(headers: Headers): boolean {
  return /^application\/(\w+\+)?json\b/i.test(headers.get('content-type') ?? '');
}

/** Makes a call of @atproto/api and turns what it throws for the server or the network into a value. */
export async function ask<Value>(call: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return success(await call());
  } catch (thrown) {
    if (!isXrpcError(thrown)) throw thrown;
    return failed(refusalOf(thrown));
  }
}

/** What XRPCError of @atproto/xrpc carries; the class itself comes with the library, which loads late. */
interface XrpcError extends Error {
  readonly status: number;
  readonly error: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

function isXrpcError(thrown: unknown): thrown is XrpcError {
  return thrown instanceof Error && 'status' in thrown && 'error' in thrown && 'success' in thrown;
}

/** Statuses under 100 are the library's own: 1 no answer, 2 an answer that breaks the method's schema. */
function refusalOf(thrown: XrpcError): Refusal {
  const { status, error, message, headers = {} } = thrown;
  if (status >= 100) return { kind: 'answered', httpStatus: status, error, message, headers };
  const detail = [message, ...causesOf(thrown).map(messageOf)].join(': ');
  return { kind: neverSent(thrown) ? 'not-sent' : 'no-answer', detail };
}

/** Whether a request failed before its connection stood: no address, no route, refused, or a certificate not trusted. */
function neverSent(thrown: unknown): boolean {
  if (thrown instanceof AggregateError) return thrown.errors.every(neverSent);
  if (!(thrown instanceof Error)) return false;
  const { syscall, code = '' } = thrown as NodeJS.ErrnoException;
  return (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    /^UND_ERR_CONNECT_TIMEOUT$|CERT|^UNABLE_TO_/.test(code) ||
    neverSent(thrown.cause)
  );
}

function causesOf(thrown: unknown): readonly Error[] {
  const causes: Error[] = [];
  let cause = thrown instanceof Error ? thrown.cause : undefined;
  while (cause instanceof Error) {
    causes.push(cause);
    cause = cause.cause;
  }
  return causes;
}

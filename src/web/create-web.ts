import { isUtf8 } from 'node:buffer';
import { Agent } from 'undici';
import { type Clock, steadyNow } from '../base/clock.ts';
import { second } from '../base/instant.ts';
import { answerFrom, connectionFailure, failedAnswer } from './answer.ts';
import { type AllowList, createAllowList, decideDestination } from './destination.ts';
import { type Exchange, exchange } from './exchange.ts';
import { createGuardedConnector, type LookupAll, systemLookup } from './guarded-connector.ts';
import { acceptEncoding } from './read-body.ts';
import { createRestingOrigins, type RestingOrigins } from './resting-origins.ts';
import type {
  Acceptable,
  FormDoor,
  Redirect,
  Validators,
  Web,
  WebAnswer,
  WebForm,
  WebRequest,
} from './web.ts';

/** What the door needs from the rest of the house. */
export interface WebDeps {
  readonly clock: Clock;
  /** Name, version, and where to reach whoever runs us. */
  readonly userAgent: string;
  /** Hosts that may be fetched though they aren't public, "127.0.0.1:8080"; a rehearsal's own server. */
  readonly allowedHosts?: readonly string[];
  readonly lookupAll?: LookupAll;
}

/** The door to the web: nothing else in the program opens connections to addresses that others wrote. */
export function createWeb(deps: WebDeps): Web & FormDoor {
  const allowList = createAllowList(deps.allowedHosts ?? []);
  const agent = new Agent({
    connect: createGuardedConnector({ allowList, lookupAll: deps.lookupAll ?? systemLookup }),
    // A publisher is never asked two things at a time.
    connections: 1,
    pipelining: 1,
  });
  const door = { ...deps, agent, allowList, resting: createRestingOrigins(deps.clock) };
  return {
    fetch: (request) => followRedirects(door, reading(request)),
    post: (form) => followRedirects(door, sending(form)),
    close: () => agent.close(),
  };
}

const defaultTimeoutSeconds = 20;
const mostRedirects = 5;
const megabyte = 1_000_000;

const defaultBodyBytes: Readonly<Record<Acceptable, number>> = {
  feed: 5 * megabyte,
  page: 5 * megabyte,
  schedule: 5 * megabyte,
  image: 20 * megabyte,
};

const accepted: Readonly<Record<Acceptable, string>> = {
  feed: 'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
  page: 'text/html, application/xhtml+xml, */*;q=0.5',
  schedule: 'text/calendar, application/json, application/xml;q=0.9, */*;q=0.5',
  image: 'image/avif, image/webp, image/png, image/jpeg, image/*;q=0.8',
};

interface Door extends WebDeps {
  readonly agent: Agent;
  readonly allowList: AllowList;
  readonly resting: RestingOrigins;
}

/** A request as it goes out to each address in turn. */
interface Call {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly mostBytes: number;
  readonly conditional: boolean;
  /** The answers that lead on. */
  readonly redirectedBy: readonly number[];
  readonly timeoutSeconds: number;
}

function reading(request: WebRequest): Call {
  return {
    url: request.url,
    method: 'GET',
    headers: headersFor(request),
    body: null,
    mostBytes: request.maxBodyBytes ?? defaultBodyBytes[request.accept],
    conditional: sentValidators(request),
    redirectedBy: [301, 302, 303, 307, 308],
    timeoutSeconds: request.timeoutSeconds ?? defaultTimeoutSeconds,
  };
}

function sending({ url, fields }: WebForm): Call {
  return {
    url,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: '*/*' },
    body: new URLSearchParams(fields).toString(),
    mostBytes: 100_000,
    conditional: false,
    // The others turn a form into a question.
    redirectedBy: [307, 308],
    timeoutSeconds: defaultTimeoutSeconds,
  };
}

async function followRedirects(door: Door, call: Call): Promise<WebAnswer> {
  // Wall time even where the program's clock is virtual: it is a real server that keeps us waiting.
  const endsAt = steadyNow() + call.timeoutSeconds * second;
  const { mostBytes, conditional } = call;
  const redirects: Redirect[] = [];
  let address = call.url;
  let credentials: { readonly origin: string; readonly authorization: string | null } | null = null;
  while (redirects.length <= mostRedirects) {
    const decided = decideDestination(address, door.allowList);
    if (!decided.ok) return failedAnswer(decided.failure);
    const { url, authorization } = decided.value;
    const { origin, href } = url;
    // Only what the operator wrote is sent along; what a redirect brings, or would carry elsewhere, is dropped for good.
    credentials ??= { origin, authorization };
    if (credentials.origin !== origin) credentials = { origin, authorization: null };
    const rest = door.resting.restOf(origin);
    if (rest) return failedAnswer({ ...rest, subject: href });
    const askedAt = door.clock.now();
    try {
      const answer = await exchange(door.agent, {
        options: {
          origin,
          path: url.pathname + url.search,
          method: call.method,
          headers: {
            ...call.headers,
            'user-agent': door.userAgent,
            'accept-encoding': acceptEncoding,
            ...(credentials.authorization !== null && { authorization: credentials.authorization }),
          },
          body: call.body,
        },
        within: endsAt - steadyNow(),
        mostBytes,
        answered: () => door.resting.answered(origin),
      });
      const target = redirectTarget(answer, { base: href, redirectedBy: call.redirectedBy });
      if (target === null) {
        const now = door.clock.now();
        return await answerFrom(answer, { url: href, redirects, mostBytes, conditional, now });
      }
      redirects.push({ httpStatus: answer.statusCode, to: target });
      address = target;
    } catch (thrown) {
      const failure = connectionFailure(thrown, href);
      door.resting.failed(origin, { failure, askedAt });
      return failedAnswer(failure);
    }
  }
  return failedAnswer({ code: 'too-many-redirects', subject: call.url, detail: address });
}

function headersFor(request: WebRequest): Readonly<Record<string, string>> {
  const { etag, lastModified } = request.validators ?? noValidators;
  return {
    accept: accepted[request.accept],
    ...(etag !== null && { 'if-none-match': etag }),
    ...(lastModified !== null && { 'if-modified-since': lastModified }),
  };
}

const noValidators: Validators = { etag: null, lastModified: null };

function sentValidators({ validators }: WebRequest): boolean {
  return validators !== undefined && (validators.etag !== null || validators.lastModified !== null);
}

function redirectTarget(
  { statusCode, headers }: Exchange,
  { base, redirectedBy }: { base: string; redirectedBy: readonly number[] },
): string | null {
  const { location } = headers;
  if (!redirectedBy.includes(statusCode) || typeof location !== 'string') return null;
  const written = asUtf8(location);
  // A target that isn't an address is handed on as it is, and refused as one.
  return URL.parse(written, base)?.href ?? written;
}

/** Header bytes come as Latin-1; servers that don't percent-encode a path write it in UTF-8, and browsers read it so. */
function asUtf8(header: string): string {
  const bytes = Buffer.from(header, 'latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : header;
}

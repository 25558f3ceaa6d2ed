import { type Dispatcher, Dispatcher1Wrapper } from 'undici';

/** What was seen of one request on the wire, whatever a client library made of it. */
export interface Witness {
  /** Sends a `fetch` past the witness. */
  readonly requestInit: RequestInit;
  seen(): Seen;
}

/** How far a request came, and what came back. */
export interface Seen {
  /** False until a connection stood and the request began to go out. */
  readonly sent: boolean;
  readonly answer: SeenAnswer | null;
}

interface SeenAnswer {
  readonly httpStatus: number;
  /** Lower-case header names; the last value wins. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** False when the connection broke before the body's end. */
  readonly whole: boolean;
}

/**
 * Watches the requests that one call makes through `agent`; of several, the last. A worker may have been stopped anywhere on
 * the way to the connection, so that `isInTime` is asked here, where nothing comes between its answer and the first byte.
 */
export function createWitness(agent: Dispatcher, isInTime: () => boolean): Witness {
  let seen: Seen = { sent: false, answer: null };
  let answer: Omit<SeenAnswer, 'body' | 'whole'> | null = null;
  let chunks: Uint8Array[] = [];
  const noteAnswer = (whole: boolean) => {
    if (answer) seen = { sent: true, answer: { ...answer, body: Buffer.concat(chunks).toString(), whole } };
  };
  const watched = agent.compose((dispatch) => (options, handler) => {
    seen = { sent: false, answer: null };
    answer = null;
    chunks = [];
    return dispatch(options, {
      onRequestStart: (controller, context) => {
        if (!isInTime()) throw new Error('the claim on it ended before it could be sent');
        seen = { sent: true, answer: null };
        handler.onRequestStart?.(controller, context);
      },
      onRequestUpgrade: (...upgrade) => handler.onRequestUpgrade?.(...upgrade),
      onResponseStart: (controller, httpStatus, headers, message) => {
        answer = { httpStatus, headers: lastValues(headers) };
        handler.onResponseStart?.(controller, httpStatus, headers, message);
      },
      onResponseData: (controller, chunk) => {
        chunks.push(chunk);
        handler.onResponseData?.(controller, chunk);
      },
      onResponseEnd: (controller, trailers) => {
        noteAnswer(true);
        handler.onResponseEnd?.(controller, trailers);
      },
      onResponseError: (controller, error) => {
        noteAnswer(false);
        handler.onResponseError?.(controller, error);
      },
    });
  });
  return { requestInit: { dispatcher: forNodesFetch(watched) }, seen: () => seen };
}

/** Node 24's own fetch is that of undici 7, whose types it also goes by. */
function forNodesFetch(dispatcher: Dispatcher): NonNullable<RequestInit['dispatcher']> {
  return new Dispatcher1Wrapper(dispatcher) as unknown as NonNullable<RequestInit['dispatcher']>;
}

function lastValues(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.at(-1) : value,
    ]),
  );
}

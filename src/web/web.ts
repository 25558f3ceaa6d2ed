import type { Failure } from '../base/failure.ts';
import type { Instant } from '../base/instant.ts';

/** The one door to the outside for whatever the program reads: feeds, pages, pictures, schedules. */
export interface Web {
  /** Never throws for what a server or a network does; resolves within the request's deadline. */
  fetch(request: WebRequest): Promise<WebAnswer>;
  /** Closes idle connections. */
  close(): Promise<void>;
}

/** The same door for the one thing the program sends to addresses that others wrote: a form, to a WebSub hub. */
export interface FormDoor {
  /** As `fetch`, with a shorter body; a redirect is followed only where it asks for the same form again (307, 308). */
  post(form: WebForm): Promise<WebAnswer>;
}

/** A form as browsers send it, url-encoded. */
export interface WebForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** What is asked for, and within what bounds. */
export interface WebRequest {
  readonly url: string;
  readonly accept: Acceptable;
  /** Validators of the copy we hold, sent back byte for byte. */
  readonly validators?: Validators;
  /** Cap on the decompressed body; the door's own default for `accept` when absent. */
  readonly maxBodyBytes?: number;
  readonly timeoutSeconds?: number;
}

/** The kinds of things that are fetched, each with its own bounds. */
export type Acceptable = 'feed' | 'page' | 'image' | 'schedule';

/** ETag and Last-Modified exactly as received. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** How a request ended. */
export type WebAnswer =
  | {
      readonly state: 'fetched';
      /** The address the body came from, after redirects. */
      readonly url: string;
      readonly body: Uint8Array;
      /** The Content-Type header as sent, with its parameters; null when absent. */
      readonly contentType: string | null;
      readonly validators: Validators;
      readonly headers: WebHeaders;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly state: 'not-modified';
      readonly headers: WebHeaders;
      readonly redirects: readonly Redirect[];
    }
  | {
      readonly state: 'failed';
      readonly failure: Failure<WebFailureCode>;
      readonly httpStatus: number | null;
      /** Followed on the way to it; absent where there were none. */
      readonly redirects?: readonly Redirect[];
      /** When the server asked to be left alone until; from Retry-After in seconds or as a date. */
      readonly retryAt: Instant | null;
    };

/** Lower-case header names; the last value wins, except where a header is a list, which is joined with commas. */
export type WebHeaders = Readonly<Record<string, string>>;

/** One step on the way to the address that answered. */
export interface Redirect {
  readonly httpStatus: number;
  readonly to: string;
}

/** Why a request brought nothing. */
export type WebFailureCode =
  | 'address-not-allowed'
  | 'address-not-valid'
  | 'name-not-found'
  | 'connection-failed'
  | 'timed-out'
  | 'body-too-large'
  | 'too-many-redirects'
  | 'body-broken'
  | 'http-client-error'
  | 'http-server-error'
  | 'http-unauthorised'
  | 'http-gone'
  | 'http-too-many-requests';

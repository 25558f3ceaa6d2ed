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

export interface WebForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

export interface WebRequest {
  readonly url: string;
  readonly accept: Acceptable;
  /** Validators of the copy we hold, sent back byte for byte. */
  readonly validators?: Validators;
  /** Cap on the decompressed body; the door's own default for `accept` when absent. */
  readonly maxBodyBytes?: number;
  readonly timeoutSeconds?: number;
}

export type Acceptable = 'feed' | 'page' | 'image' | 'schedule';

/** ETag and Last-Modified exactly as received. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

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
      /** When the server asked to be left alone until; from Retry-After in seconds or as a date. */
      readonly retryAt: Instant | null;
    };

/** Lower-case header names; the last value wins, except Link, which is joined with commas. */
export type WebHeaders = Readonly<Record<string, string>>;

export interface Redirect {
  readonly httpStatus: number;
  readonly to: string;
}

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

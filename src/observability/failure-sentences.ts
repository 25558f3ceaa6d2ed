import type { Failure } from '../base/failure.ts';

/** A failure as one sentence for people: what, which one, what to do. An unlisted code is spelled out as it stands. */
export function describeFailure(failure: Failure): string {
  const sentence = sentences[failure.code] ?? ((subject: string) => `${spellOut(failure.code)}: ${subject}`);
  const detail = failure.detail ? ` (${failure.detail.split('\n', 1)[0]})` : '';
  return `${sentence(failure.subject)}${detail}.`;
}

const sentences: Readonly<Record<string, (subject: string) => string>> = {
  'address-not-allowed': (url) => `${url} is not an address that may be fetched`,
  'address-not-valid': (url) => `${url} is not a valid http or https address; check its spelling`,
  'name-not-found': (url) => `The host of ${url} has no address; check its spelling, or the network`,
  'connection-failed': (url) => `${url} could not be reached`,
  'timed-out': (url) => `${url} did not answer in time`,
  'body-too-large': (url) => `${url} sent more than the size allowed for its kind`,
  'too-many-redirects': (url) => `${url} redirects more than five times`,
  'body-broken': (url) => `${url} sent a body that can't be decompressed`,
  'http-client-error': (url) => `${url} answered that it has no such page`,
  'http-server-error': (url) => `${url} answered with a fault of its own`,
  'http-unauthorised': (url) => `${url} wants a login or forbids us; ask its publisher`,
  'http-gone': (url) => `${url} is gone for good; take it out of the event file`,
  'http-too-many-requests': (url) => `${url} asked us to slow down`,
  'feed-is-html': (url) => `${url} is a web page, not a feed; look for its RSS or Atom address`,
  'feed-empty': (url) => `${url} is empty`,
  'feed-cut-off': (url) => `${url} breaks off before its end`,
  'feed-not-understood': (url) => `${url} is not RSS, Atom, RDF or JSON Feed`,
  'feed-too-slow-to-parse': (url) => `${url} takes longer than a second to parse and is set aside`,
};

function spellOut(code: string): string {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import type { Lot } from './lot.ts';

/** What the double can be told to do wrong, and to how many of the requests it concerns. */
export interface Misbehaviour {
  readonly kind: MisbehaviourKind;
  readonly times: number;
  /** How many requests that it concerns go well before. */
  readonly after: number;
}

export type MisbehaviourKind = keyof typeof misbehaviours;

/** Each kind with the requests it befalls and what happens. */
export const misbehaviours = {
  'lose-answer': { befalls: 'post', what: 'stores the post, then closes the connection' },
  'cut-answer': { befalls: 'post', what: 'stores the post, then closes the connection in mid-answer' },
  'answer-500-stored': { befalls: 'post', what: 'stores the post, then answers 500 with no body' },
  'answer-500': { befalls: 'post', what: 'answers 500 with no body and stores nothing' },
  'answer-502-stored': { befalls: 'post', what: 'stores the post; a proxy in front answers 502 in HTML' },
  'answer-502': { befalls: 'post', what: 'a proxy in front answers 502 in HTML; nothing is stored' },
  'answer-html': { befalls: 'post', what: 'stores the post, then answers 200 with a page' },
  'store-late': { befalls: 'post', what: 'closes the connection, and stores the post half a second later' },
  'stay-silent': { befalls: 'post', what: 'stores the post and never answers' },
  'drop-silently': { befalls: 'post', what: 'answers 200 with an id, and stores nothing (the spam filter)' },
  orphan: {
    befalls: 'post',
    what: 'stores the answer to a post, or to what is no post, as one to nobody (snac)',
  },
  'make-direct': { befalls: 'post', what: 'stores the post as a private message' },
  'rate-limit-iso': {
    befalls: 'post',
    what: 'answers 429 with X-RateLimit-Reset as an ISO time, a minute off',
  },
  'rate-limit-epoch': {
    befalls: 'post',
    what: 'answers 429 with X-RateLimit-Reset in Unix seconds, a minute off',
  },
  'rate-limit-seconds': { befalls: 'post', what: 'answers 429 with Retry-After in seconds, a minute off' },
  'rate-limit-date': { befalls: 'post', what: 'answers 429 with Retry-After as a date, a minute off' },
  'rate-limit-absurd': { befalls: 'post', what: 'answers 429 with a reset in the year 9999' },
  'forget-token': { befalls: 'any', what: 'answers 401 to any request that needs the token' },
  suspend: { befalls: 'any', what: 'answers 403 to any request that needs the token' },
  move: { befalls: 'post', what: 'answers 301 to an address where another answer waits' },
  'process-slowly': { befalls: 'upload', what: 'an upload is ready only at its third poll' },
  'process-never': { befalls: 'upload', what: 'an upload is never ready' },
  'process-badly': { befalls: 'upload', what: 'an upload fails in processing' },
  'refuse-picture': { befalls: 'upload', what: 'refuses an upload as no picture' },
  'attach-late': { befalls: 'post', what: 'refuses media that it called ready as not processed' },
  'answer-503': { befalls: 'read', what: 'answers 503 to reading requests' },
  'no-newer-instance': { befalls: 'instance', what: 'answers 404 to /api/v2/instance, as snac does' },
  'terse-instance': { befalls: 'instance', what: 'names no limits' },
} as const satisfies Record<string, { befalls: Befalls | 'any'; what: string }>;

/** The requests that can go wrong. */
export type Befalls = 'post' | 'upload' | 'read' | 'instance';

/** Misbehaviour by lot, in one of these ways. */
export interface Faults {
  readonly lot: Lot<MisbehaviourKind>;
  readonly kinds: readonly MisbehaviourKind[];
}

/** The misbehaviour still owed, first told first done; then that of the lot. */
export class Mischief {
  private owed: Misbehaviour[] = [];
  private readonly faults: Faults | null;

  constructor(faults: Faults | null = null) {
    this.faults = faults;
  }

  add(misbehaviour: Misbehaviour): void {
    this.owed.push(misbehaviour);
  }

  clear(): void {
    this.owed = [];
  }

  /** What befalls this request, used up once; null for a good day. */
  take(kind: Befalls): MisbehaviourKind | null {
    const index = this.owed.findIndex((owed) => isFor(owed.kind, kind));
    const found = this.owed[index];
    if (!found) return this.draw(kind);
    if (found.after > 0) {
      this.owed[index] = { ...found, after: found.after - 1 };
      return null;
    }
    if (found.times > 1) this.owed[index] = { ...found, times: found.times - 1 };
    else this.owed.splice(index, 1);
    return found.kind;
  }

  private draw(kind: Befalls): MisbehaviourKind | null {
    if (!this.faults) return null;
    const possible = this.faults.kinds.filter((drawn) => isFor(drawn, kind));
    return possible.length === 0 ? null : this.faults.lot(possible);
  }
}

/** Being told who the server is needs no token, so what befalls any request with one does not concern it. */
function isFor(misbehaviour: MisbehaviourKind, kind: Befalls): boolean {
  const { befalls } = misbehaviours[misbehaviour];
  return befalls === kind || (befalls === 'any' && kind !== 'instance');
}

import type { Double } from './double.ts';
import type { StatusRecord } from './entities.ts';
import { accountName } from './entities.ts';
import type { Misbehaviour, MisbehaviourKind } from './misbehaviour.ts';
import { misbehaviours } from './misbehaviour.ts';
import type { KeyRule } from './world.ts';

/** What can be asked of the double besides Mastodon's API. */
export const controls = {
  'POST /control/misbehave':
    '{"kind": "…", "times": 1, "after": 0}: the next requests it concerns go wrong, bar the first so many',
  'POST /control/calm': 'nothing goes wrong any more',
  'POST /control/keys':
    '{"rule": "honoured" | "answered-500" | "ignored" | "honoured-in-sequence" | "forgotten"}: what a repeated key leads to',
  'POST /control/delete': '{"id": "…"}: a person deletes a post',
  'POST /control/reset': 'an empty server again',
  'GET /control/posts': 'everything that is public, oldest first',
  'GET /control/requests': 'the requests so far, with what each did wrong by the API’s description',
} as const;

/** Carries out one control request. */
export function control(
  double: Double,
  { path, json, origin }: { path: string; json: unknown; origin: string },
): unknown {
  switch (path) {
    case '/control/misbehave': {
      const {
        kind,
        times = 1,
        after = 0,
      } = json as {
        kind: MisbehaviourKind;
        times?: number;
        after?: number;
      };
      if (!(kind in misbehaviours)) throw new Error(`no such misbehaviour: ${kind}`);
      double.mischief.add({ kind, times, after } satisfies Misbehaviour);
      return {};
    }
    case '/control/calm':
      double.mischief.clear();
      return {};
    case '/control/keys':
      double.world.keyRule = (json as { rule: KeyRule }).rule;
      return {};
    case '/control/delete':
      double.world.remove((json as { id: string }).id);
      return {};
    case '/control/reset':
      double.world.reset();
      double.mischief.clear();
      double.requests.length = 0;
      return {};
    case '/control/posts':
      return double.world.all().map((status) => publicPost(status, origin));
    case '/control/requests':
      return double.requests;
    default:
      throw new Error(`no such control: ${path}`);
  }
}

/** A post as `/control/posts` tells it. */
export interface PublicPost extends StatusRecord {
  readonly url: string;
}

function publicPost(status: StatusRecord, origin: string): PublicPost {
  return { ...status, url: `${origin}/@${accountName}/${status.id}` };
}

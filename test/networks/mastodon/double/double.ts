import type { Clock } from '../../../../src/base/clock.ts';
import type { Instant, Milliseconds } from '../../../../src/base/instant.ts';
import type { Spend } from './budgets.ts';
import type { Mischief } from './misbehaviour.ts';
import type { World } from './world.ts';

/** The running double: what is stored, what it was told to do wrong, what it was asked. */
export interface Double {
  readonly world: World;
  readonly mischief: Mischief;
  readonly token: string;
  readonly requests: SeenRequest[];
  readonly clock: Clock;
  readonly latency: Milliseconds;
  readonly spend: Spend | null;
}

/** A request that reached the double. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly key: string | null;
  readonly at: Instant;
  /** What the request did wrong by the API's description. */
  readonly fault: string | null;
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Instant, Milliseconds } from '../../../src/base/instant.ts';
import type { AccountLogin } from '../../../src/networks/network.ts';
import type { SeenRequest } from '../../networks/mastodon/double/double.ts';
import type { MisbehaviourKind } from '../../networks/mastodon/double/misbehaviour.ts';
import type { KeyRule } from '../../networks/mastodon/double/world.ts';
import type { Pace } from '../fast-clock.ts';
import { firstSeed } from '../scale.ts';
import type { AskedOfPds, PdsFault } from './pds.ts';

/** Which servers a test needs, and what befalls their writes, by a lot that the seed decides. */
export interface Networks {
  readonly pace: Pace;
  readonly seed: number;
  /** Of all writes, the share that goes wrong. */
  readonly share: number | 'every second';
  readonly latency: Milliseconds;
  readonly mastodons: readonly {
    readonly accountId: string;
    readonly keyRule?: KeyRule;
    readonly budgets?: boolean;
  }[];
  readonly pdses: readonly string[];
  readonly postFaults: readonly MisbehaviourKind[];
  readonly writeFaults: readonly PdsFault[];
}

/** A server's one account, as the accounts file would name it. */
export type ServerAccount = AccountLogin;

/** A post as readers see it; deleted ones included on Bluesky, where followers were told of them. */
export interface PublicPost {
  readonly id: string;
  readonly text: string;
  readonly parent: string | null;
  /** When it became public, by the server's clock. */
  readonly at: Instant;
}

/** A post as readers find it now, whatever its address. */
export interface StandingPost {
  readonly text: string;
  readonly parentText: string | null;
  readonly isPinned: boolean;
}

/** The servers, running in a process of their own. */
export interface RunningNetworks {
  readonly accounts: readonly ServerAccount[];
  /** By account, in the order in which they became public. */
  posts(): Promise<Readonly<Record<string, readonly PublicPost[]>>>;
  /** By account: what is not deleted, as it was last edited. */
  standing(): Promise<Readonly<Record<string, readonly StandingPost[]>>>;
  /** What befalls the next write to a PDS, or so many of them. */
  owe(account: string, fault: PdsFault, times?: number): Promise<void>;
  /** Nothing more is owed to the writes of a PDS. */
  calm(account: string): Promise<void>;
  /** What was asked of a PDS since the last time. */
  asked(account: string): Promise<readonly AskedOfPds[]>;
  /** A person deletes a record. */
  remove(account: string, uri: string): Promise<void>;
  /** Two hours pass for the sessions of a PDS. */
  endGrace(account: string): Promise<void>;
  /** Tells a Mastodon double what shall go wrong, or what a repeated key leads to. */
  tell(account: string, path: string, json: unknown): Promise<void>;
  /** What a Mastodon double was asked. */
  requests(account: string): Promise<readonly SeenRequest[]>;
  stop(): Promise<void>;
}

/** What can become of a post on its way to a server, with and without becoming public. */
const everyPostFault: readonly MisbehaviourKind[] = [
  'lose-answer',
  'cut-answer',
  'answer-500-stored',
  'answer-500',
  'answer-502-stored',
  'answer-502',
  'answer-html',
  'rate-limit-seconds',
  'answer-503',
];

/** The same of a commit to a PDS. */
const everyWriteFault: readonly PdsFault[] = [
  'lose-answer',
  'answer-500-stored',
  'answer-500',
  'answer-502',
  'rate-limit',
  'expire-token',
];

/** Starts the servers; they end with this process at the latest. */
export async function startNetworks(
  of: Partial<Networks> & Pick<Networks, 'pace'>,
): Promise<RunningNetworks> {
  const networks: Networks = {
    seed: firstSeed,
    share: 0,
    latency: 0,
    mastodons: [],
    pdses: [],
    postFaults: everyPostFault,
    writeFaults: everyWriteFault,
    ...of,
  };
  const program = new URL('start.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [program, JSON.stringify(networks)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const [line] = await once(createInterface(child.stdout), 'line');
  const { accounts, control }: { accounts: readonly ServerAccount[]; control: string } = JSON.parse(line);
  const ask = async (path: string, query: Record<string, string> = {}) =>
    JSON.parse(await (await fetch(`${control}/${path}?${new URLSearchParams(query)}`)).text());
  const serverOf = (accountId: string) =>
    accounts.find((account) => account.accountId === accountId)?.serviceUrl ?? '';
  return {
    accounts,
    posts: () => ask('public'),
    standing: () => ask('standing'),
    owe: (account, fault, times = 1) => ask('owe', { account, fault, times: String(times) }),
    calm: (account) => ask('calm', { account }),
    asked: (account) => ask('asked', { account }),
    remove: (account, uri) => ask('remove', { account, uri }),
    endGrace: (account) => ask('end-grace', { account }),
    tell: async (account, path, json) => {
      const body = JSON.stringify(json);
      await fetch(`${serverOf(account)}/control/${path}`, { method: 'POST', body });
    },
    requests: async (account) =>
      JSON.parse(await (await fetch(`${serverOf(account)}/control/requests`)).text()),
    stop: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

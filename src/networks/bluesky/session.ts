import type { Agent, AtpSessionData, CredentialSession } from '@atproto/api';
import { type Clock, systemClock } from '../../base/clock.ts';
import { success } from '../../base/failure.ts';
import type { Milliseconds } from '../../base/instant.ts';
import { type Gate, openDoor } from '../budget.ts';
import type { AccountLogin, SessionKeeper } from '../network.ts';
import { ask, fetchWithin } from './ask.ts';
import { type Answer, isRefusedAs } from './client.ts';
import { asOnlyOne } from './only-login.ts';

/** An account's session: resumed where one is kept, opened with the password where not, and kept on. */
export interface Session {
  /** The account's DID, from the running or the kept session; null when there has been none. */
  knownDid(): Promise<string | null>;
  /** Makes sure that there is a session; answers the account's DID. */
  signIn(): Promise<Answer<string>>;
  /** Calls as the account. A session that turns out to be lost is opened anew, once. */
  asAccount<Value>(call: (agent: Agent) => Promise<Value>): Promise<Answer<Value>>;
  /** Calls as nobody in particular. */
  asAnybody<Value>(call: (agent: Agent) => Promise<Value>): Promise<Answer<Value>>;
}

/** The session of `login`. It loads @atproto/api (half a second, 60 MB) on the first call and not before. */
export function createSession(
  login: AccountLogin & { readonly gate?: Gate; readonly clock?: Clock },
  keeper: SessionKeeper,
  timeout: Milliseconds,
): Session {
  const { clock = systemClock } = login;
  let opened: { credentials: CredentialSession; agent: Agent } | null = null;
  let opening: Promise<Answer<string>> | null = null;
  let keptText: string | null = null;

  const open = async () => {
    // Making one costs milliseconds, for every lexicon is read anew.
    if (opened) return opened;
    const { Agent, CredentialSession } = await import('@atproto/api');
    const credentials = new CredentialSession(
      new URL(login.serviceUrl),
      fetchWithin(timeout, login.gate ?? openDoor),
    );
    opened ??= { credentials, agent: new Agent(credentials) };
    return opened;
  };

  const load = async (): Promise<KeptSession | null> => {
    const text = await keeper.load(login.accountId);
    if (text === null) return null;
    keptText = text;
    const kept: KeptSession = JSON.parse(text);
    return belongsTo(login, kept) ? kept : null;
  };

  /** The library tells of a new session without waiting for it to be stored, so we compare instead of listening. */
  const keep = async ({ session, pdsUrl }: CredentialSession) => {
    if (!session) return;
    const kept: KeptSession = { session, pdsUrl: pdsUrl?.href ?? null };
    const text = JSON.stringify(kept);
    if (text === keptText) return;
    await keeper.save(login.accountId, text);
    keptText = text;
  };

  /** Of several replicas without a session one logs in, and the others wait for what it keeps. */
  const logIn = () =>
    asOnlyOne({
      guard: keeper.logins,
      login: { accountId: login.accountId, clock, timeout },
      enter: async () => ((await hasNewerKept()) ? signIn() : logInHere()),
      findEntered: async () => ((await hasNewerKept()) ? signIn() : null),
    });

  const logInHere = async (): Promise<Answer<string>> => {
    const { credentials } = await open();
    const password = login.secret ?? '';
    const loggedIn = await ask(() => credentials.login({ identifier: login.handle, password }));
    await keep(credentials);
    return loggedIn.ok ? success(loggedIn.value.data.did) : loggedIn;
  };

  const signIn = async (): Promise<Answer<string>> => {
    const { credentials } = await open();
    const before = keptText;
    const kept = await load();
    // Of several replicas one refreshes: the others go on with what it kept, since a refresh token is good once.
    if (credentials.session && (!kept || keptText === before)) return success(credentials.session.did);
    if (!kept) return logIn();
    // Set, not resumed: that would spend the refresh token at every start, though the access token may be good for
    // hours. The first call that finds it expired refreshes it.
    credentials.session = kept.session;
    if (kept.pdsUrl) credentials.pdsUrl = new URL(kept.pdsUrl);
    return success(kept.session.did);
  };

  /** Another replica may have logged in, or refreshed, while we were being refused. */
  const hasNewerKept = async () => {
    const text = await keeper.load(login.accountId);
    return text !== null && text !== keptText;
  };

  /** One at a time: two logins at once would cost the account two of its few logins a day. */
  const once = (enter: () => Promise<Answer<string>>) => {
    opening ??= enter().finally(() => {
      opening = null;
    });
    return opening;
  };

  return {
    knownDid: async () => opened?.credentials.session?.did ?? (await load())?.session.did ?? null,
    signIn: () => once(signIn),
    asAccount: async (call) => {
      const signedIn = await once(signIn);
      if (!signedIn.ok) return signedIn;
      const { credentials, agent } = await open();
      const answer = await ask(() => call(agent));
      await keep(credentials);
      // The library refreshes an expired session by itself and drops one whose refresh token has ended too.
      if (answer.ok || (credentials.session && !isRefusedAs(answer.failure, 'InvalidToken'))) return answer;
      const again = await once(async () => ((await hasNewerKept()) ? signIn() : logIn()));
      return again.ok ? ask(() => call(agent)) : again;
    },
    asAnybody: async (call) => {
      const { agent } = await open();
      return ask(() => call(agent));
    },
  };
}

/** What is kept of a session. Without the server's address every call would go to the service it was opened at. */
interface KeptSession {
  readonly session: AtpSessionData;
  readonly pdsUrl: string | null;
}

/** An account id whose login was changed to another account must not go on with the old one's session. */
function belongsTo({ handle }: AccountLogin, { session }: KeptSession): boolean {
  const named = handle.toLowerCase();
  return named === session.did || named === session.handle.toLowerCase();
}

import type { XrpcRefusal } from './repository.ts';

interface Tokens {
  readonly accessJwt: string;
  readonly refreshJwt: string;
  readonly handle: string;
  readonly did: string;
  readonly active: boolean;
}

/** Logins and their tokens by the rules of PDS 0.5.35, whose words these are (checked 2026-11). */
export class Sessions {
  private readonly account: { did: string; handle: string; password: string };
  private access = new Set<string>();
  private refreshes = new Set<string>();
  /** A refresh token that is used again within two hours gives the same successor. */
  private successors = new Map<string, Tokens>();
  private drawn = 0;

  constructor(account: { did: string; handle: string; password: string }) {
    this.account = account;
  }

  create({ password }: { password: string }): Tokens | XrpcRefusal {
    if (password !== this.account.password)
      return {
        httpStatus: 401,
        error: 'AuthenticationRequired',
        message: 'Invalid identifier or password',
      };
    return this.issue();
  }

  refresh(token: string): Tokens | XrpcRefusal {
    const known = this.successors.get(token);
    if (known) return known;
    if (!this.refreshes.delete(token)) return expired('Token has been revoked');
    const tokens = this.issue();
    this.successors.set(token, tokens);
    return tokens;
  }

  refusalFor(token: string): XrpcRefusal | null {
    if (this.access.has(token)) return null;
    if (token === '') return { httpStatus: 401, error: 'AuthMissing', message: 'Authentication Required' };
    return expired('Token has expired');
  }

  expireAccess(): void {
    this.access.clear();
  }

  /** The grace for used ones, too, is over. */
  expireAll(): void {
    this.access.clear();
    this.refreshes.clear();
    this.successors.clear();
  }

  /** Two hours pass: a used refresh token no longer gives its successor, and no access token is good. */
  endGrace(): void {
    this.access.clear();
    this.successors.clear();
  }

  private issue(): Tokens {
    this.drawn += 1;
    const { did, handle } = this.account;
    const tokens = {
      accessJwt: `access-${handle}-${this.drawn}`,
      refreshJwt: `refresh-${handle}-${this.drawn}`,
    };
    this.access.add(tokens.accessJwt);
    this.refreshes.add(tokens.refreshJwt);
    return { ...tokens, did, handle, active: true };
  }
}

function expired(message: string): XrpcRefusal {
  return { httpStatus: 400, error: 'ExpiredToken', message };
}

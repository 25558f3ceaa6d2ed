import { type Failure, failed, type Result, success } from '../base/failure.ts';

/** Where a store is kept. */
export type StoreAddress =
  /** `path` is null for one that lives in memory. */
  | { readonly engine: 'sqlite'; readonly path: string | null }
  | { readonly engine: 'postgres'; readonly url: string; readonly shown: string };

/** Reads DATABASE_URL: `sqlite:PATH`, `sqlite::memory:` or `postgres://…`. */
export function readStoreAddress(
  databaseUrl: string,
): Result<StoreAddress, Failure<'store-address-not-valid'>> {
  if (databaseUrl === 'sqlite::memory:') return success({ engine: 'sqlite', path: null });
  if (/^sqlite:./.test(databaseUrl))
    return success({ engine: 'sqlite', path: databaseUrl.slice('sqlite:'.length) });
  if (/^postgres(ql)?:\/\//.test(databaseUrl) && URL.canParse(databaseUrl))
    return success({ engine: 'postgres', url: databaseUrl, shown: withoutPassword(databaseUrl) });
  return failed({ code: 'store-address-not-valid', subject: withoutPassword(databaseUrl) });
}

/** Failures name the store, and what they name is logged. */
function withoutPassword(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return databaseUrl.replace(/\/\/.*@/, '//');
  const url = new URL(databaseUrl);
  if (!url.password && !url.search) return databaseUrl;
  url.password = '';
  url.search = '';
  return url.href;
}

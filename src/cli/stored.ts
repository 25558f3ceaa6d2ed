import { existsSync } from 'node:fs';
import { readStoreAddress } from '../store/address.ts';

/** Where the store is: DATABASE_URL, or a file below the working folder. */
export function databaseUrlOf(env: NodeJS.ProcessEnv): string {
  return env.DATABASE_URL ?? 'sqlite:data/rapporteur.db';
}

/** True for a SQLite file that nobody has made yet: to look is not to make, and opening it would. */
export function isYetToBeMade(databaseUrl: string): boolean {
  const address = readStoreAddress(databaseUrl);
  if (!address.ok || address.value.engine !== 'sqlite') return false;
  return address.value.path !== null && !existsSync(address.value.path);
}

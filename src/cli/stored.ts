import { existsSync } from 'node:fs';
import { readStoreAddress } from '../store/address.ts';

/** True for a SQLite file that nobody has made yet: to look is not to make, and opening it would. */
export function isYetToBeMade(databaseUrl: string): boolean {
  const address = readStoreAddress(databaseUrl);
  if (!address.ok || address.value.engine !== 'sqlite') return false;
  return address.value.path !== null && !existsSync(address.value.path);
}

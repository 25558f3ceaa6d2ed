import { stat } from 'node:fs/promises';

/** How files lie there: what changes when somebody writes one anew, also by putting another in its place. */
export type FileLooks = ReadonlyMap<string, FileLook>;

/** One file from outside; one that is not there has no bytes. */
interface FileLook {
  readonly bytes: number;
  readonly mark: string;
}

/**
 * Looks at files without reading them. Asked of the file itself and not of the system's notices, which do not come
 * through bind mounts and network drives.
 */
export async function lookAtFiles(paths: readonly string[]): Promise<FileLooks> {
  const looks = await Promise.all(paths.map(async (path) => [path, await lookAt(path)] as const));
  return new Map(looks);
}

/** True when no file of either has changed, come or gone. */
export function lookTheSame(one: FileLooks, other: FileLooks): boolean {
  const paths = new Set([...one.keys(), ...other.keys()]);
  return [...paths].every((path) => one.get(path)?.mark === other.get(path)?.mark);
}

async function lookAt(path: string): Promise<FileLook> {
  try {
    const { size, mtimeMs, ctimeMs, ino } = await stat(path);
    return { bytes: size, mark: [size, mtimeMs, ctimeMs, ino].join(' ') };
  } catch (thrown) {
    return { bytes: 0, mark: thrown instanceof Error && 'code' in thrown ? String(thrown.code) : 'none' };
  }
}

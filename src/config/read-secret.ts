import { readFile, stat } from 'node:fs/promises';

/** Where secrets are looked up: the environment, as the process has it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A secret, and what is wrong with the way it is given. */
export interface ReadSecret {
  /** Null when none is set: the account is a stand-in. */
  readonly secret: string | null;
  readonly faults: readonly { readonly severity: 'error' | 'warning'; readonly sentence: string }[];
}

/** The secret in `variable`, or in the file that `variable`_FILE names. Sentences never repeat it. */
export async function readSecret(variable: string, environment: Environment): Promise<ReadSecret> {
  const [value, file] = [environment[variable]?.trim(), environment[`${variable}_FILE`]?.trim()];
  if (value && file)
    return faulty('error', `${variable} and ${variable}_FILE are both set; keep one of them.`);
  if (file) return readSecretFile(file, `${variable}_FILE`);
  if (value) return checked(value, variable);
  return faulty(
    'warning',
    `Neither ${variable} nor ${variable}_FILE is set: this account is a stand-in, nothing it posts leaves this machine.`,
  );
}

async function readSecretFile(file: string, variable: string): Promise<ReadSecret> {
  try {
    const [text, { mode }] = [await readFile(file, 'utf8'), await stat(file)];
    const { secret, faults } = checked(text.trim(), variable);
    if ((mode & 0o004) === 0) return { secret, faults };
    const sentence = `${file}, named by ${variable}, can be read by every user of this machine; chmod o-r takes that back.`;
    return { secret, faults: [...faults, { severity: 'warning', sentence }] };
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : String(thrown);
    return faulty('error', `${file}, named by ${variable}, could not be read (${code}).`);
  }
}

function checked(secret: string, variable: string): ReadSecret {
  if (secret === '') return faulty('error', `The file that ${variable} names is empty.`);
  // It would be sent in a header, where a line break ends the header.
  if (/[\s\p{Cc}]/u.test(secret)) {
    return faulty('error', `What ${variable} gives has a space or line break in it; a secret has none.`);
  }
  return { secret, faults: [] };
}

function faulty(severity: 'error' | 'warning', sentence: string): ReadSecret {
  return { secret: null, faults: [{ severity, sentence }] };
}

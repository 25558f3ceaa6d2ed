/** Does what a text says. */
export function readText(body: Uint8Array, { from, begin }: { from: string; begin: () => void }): object {
  const text = Buffer.from(body).toString();
  begin();
  if (text === 'bug') throw new RangeError('a bug');
  if (text === 'endless') for (;;);
  return { text, from };
}

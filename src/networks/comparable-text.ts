/**
 * What stays of a text on its way through any server: they fold white space, drop invisible characters and show a
 * mention without its server.
 */
export function comparableText(text: string): string {
  return text
    .replace(/(@\w[\w.-]*)@[\p{L}\p{M}\p{N}.-]*[\p{L}\p{N}]/gu, '$1')
    .normalize('NFC')
    .replace(/[\p{White_Space}\p{Cf}]/gu, '');
}

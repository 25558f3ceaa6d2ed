/** One link of an HTTP Link header; the address is as written, maybe relative. */
export interface HeaderLink {
  readonly target: string;
  /** Lower case; a link may have several. */
  readonly relations: readonly string[];
}

/** The links of a Link header (RFC 8288, 3), several headers joined with commas. What isn't a link is skipped. */
export function readLinkHeader(header: string): readonly HeaderLink[] {
  return [...header.matchAll(link)].map(([, target = '', parameters = '']) => ({
    target: target.trim(),
    relations: relationsIn(parameters),
  }));
}

/** An address in angle brackets, and its parameters up to a comma outside of quotation marks. */
const link = /<([^<>]*)>((?:\s*;\s*[^\s=;,"<>]+(?:\s*=\s*(?:"(?:[^"\\]|\\.)*"|[^\s;,"<>]*))?)*)/g;

const parameter = /;\s*([^\s=;,"<>]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;,"<>]*)))?/g;

/** Only the first "rel" counts (RFC 8288, 3.3); a link with an "anchor" is about something else than what was asked for. */
function relationsIn(parameters: string): readonly string[] {
  const named = [...parameters.matchAll(parameter)].map(([, name = '', quoted, bare = '']) => ({
    name: name.toLowerCase(),
    value: quoted ?? bare,
  }));
  if (named.some(({ name }) => name === 'anchor')) return [];
  const relations = named.find(({ name }) => name === 'rel')?.value ?? '';
  return relations.toLowerCase().split(/\s+/).filter(Boolean);
}

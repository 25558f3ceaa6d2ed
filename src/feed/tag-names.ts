/**
 * The names of all elements that a text of markup opens, in lower case. Reads the text once; a search for each name that
 * somebody wants to know of would read it once for each.
 */
export function readTagNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at + 1)) {
    const end = endOfName(text, at + 1);
    const name = text.slice(at + 1, end);
    if (end > at + 1 && !names.has(name)) names.add(name.toLowerCase());
  }
  return names;
}

/** A name goes up to white space or a mark of its tag; none starts with "!" or "?". */
function endOfName(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === exclamation || first === question) return from;
  let end = from;
  while (end < text.length && !endsName(text.charCodeAt(end))) end += 1;
  return end;
}

function endsName(code: number): boolean {
  return code <= space || code === slash || code === greaterThan || code === lessThan;
}

const [space, exclamation, slash, lessThan, greaterThan, question] = [0x20, 0x21, 0x2f, 0x3c, 0x3e, 0x3f];

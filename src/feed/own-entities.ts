/**
 * `text` with the entities that its own document type defines written out, and without their definitions. Unchanged, to
 * be refused by whoever reads on, when the type does anything but name short plain texts: entities made of entities and
 * entities from elsewhere are what every expansion and inclusion attack is made of.
 */
export function writeOutEntities(text: string): string {
  const type = /<!doctype\s[^>[]*\[/i.exec(text.slice(0, farthest));
  if (!type) return text;
  const from = type.index + type[0].length;
  const definitions = readDefinitions(text, from);
  if (definitions === null) return text;
  const expanded = expand(text.slice(definitions.end), definitions.values);
  return expanded === null ? text : `${text.slice(0, from - 1)}${expanded}`;
}

/** No feed was seen with more in front of its document type. */
const farthest = 4000;
const mostDefinitions = 300;
const longestValue = 500;
const mostGrowth = 500_000;

interface Definitions {
  readonly values: ReadonlyMap<string, string>;
  /** Where the ">" of the document type stands. */
  readonly end: number;
}

function readDefinitions(text: string, from: number): Definitions | null {
  const values = new Map<string, string>();
  let at = from;
  while (values.size <= mostDefinitions) {
    declaration.lastIndex = at;
    const found = declaration.exec(text);
    if (!found) return null;
    const [whole, end, name, quoted] = found;
    at += whole.length;
    if (end !== undefined) return { values, end: at - 1 };
    if (name === undefined || quoted === undefined) continue;
    const value = quoted.slice(1, -1);
    if (!isPlain(value)) return null;
    values.set(name, value);
  }
  return null;
}

/**
 * One thing inside the brackets: their end, an entity with its text, or what changes nothing here. The W3C's own sets of
 * entities, which older feeds name, are HTML's and need no fetching.
 */
const declaration =
  /\s*(?:(\]\s*>)|<!ENTITY\s+([\w.-]+)\s+("[^"]*"|'[^']*')\s*>|<!--[\s\S]*?-->|<!(?:ELEMENT|ATTLIST)\s[^<>]*>|<!ENTITY\s+%\s+HTML\w+\s+PUBLIC\s+"-\/\/W3C\/\/ENTITIES [^"]*"\s+"[^"]*"\s*>|%HTML\w+;)/iy;

/** Neither markup nor a reference to anything but a character. */
function isPlain(value: string): boolean {
  return value.length <= longestValue && !/[<%]|&(?!#x?[\da-f]+;|(?:amp|lt|gt|quot|apos);)/i.test(value);
}

/** Null when the text would grow by more than an honest feed's does. */
function expand(text: string, values: ReadonlyMap<string, string>): string | null {
  let growth = 0;
  const expanded = text.replace(/&([\w.-]+);/g, (reference, name: string) => {
    const value = growth > mostGrowth || predefined.has(name) ? undefined : values.get(name);
    growth += value?.length ?? 0;
    return value ?? reference;
  });
  return growth > mostGrowth ? null : expanded;
}

const predefined = new Set(['amp', 'lt', 'gt', 'quot', 'apos']);

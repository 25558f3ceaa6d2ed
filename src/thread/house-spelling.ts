import type { Speaker } from '../article/quote.ts';
import type { Style } from '../coverage/event.ts';
import { wholeWords } from '../coverage/term.ts';

/** A speaker as the house writes them: name and role with the glossary's spelling for each name it lists. */
export function inHouseSpelling(speaker: Speaker, { glossary }: Pick<Style, 'glossary'>): Speaker {
  const spellings = new Map(Object.entries(glossary).map(([printed, ours]) => [plainly(printed), ours]));
  if (spellings.size === 0) return speaker;
  const printed = patternOf([...spellings.keys()]);
  const respell = (text: string) => text.replace(printed, (found) => spellings.get(plainly(found)) ?? found);
  const { name, role } = speaker;
  return { ...speaker, name: respell(name), role: role === null ? null : respell(role) };
}

/** One pass, longer names first: what a spelling brings in is not respelled, and "Kiev Oblast" is not "Kiev". */
function patternOf(names: readonly string[]): RegExp {
  const sources = names
    .toSorted((one, other) => other.length - one.length)
    .map((name) => wholeWords(name.split(' '), { between: '\\s+', goesOn: false }));
  return new RegExp(sources.join('|').replaceAll("'", apostrophes), 'gv');
}

/** As operators type: articles print curved apostrophes and spaces that don't break. */
function plainly(name: string): string {
  return name.trim().replace(/\s+/gv, ' ').replace(new RegExp(apostrophes, 'gv'), "'");
}

const apostrophes = "['\u2019\u02bc]";

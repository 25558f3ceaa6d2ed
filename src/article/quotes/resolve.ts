import type { Speaker } from '../quote.ts';
import type { Mention } from './mention.ts';
import { readName, textOfName } from './names.ts';
import { ownerOfText } from './owners.ts';
import { partnerOf } from './partners.ts';
import type { Person } from './person.ts';
import { type Discourse, mostSalient } from './salience.ts';
import { printedIn, type Scene, tokensOf } from './scene.ts';
import {
  isDeterminer,
  isNameLike,
  isParticiple,
  isTitle,
  isTitleOfSeveral,
  looksLikeParticiple,
} from './words.ts';

/** Who a mention means, as far as the article tells, and what to print for them. */
export interface Resolved extends Required<Speaker> {
  /** The person; null for a source without a name ("a spokesman for the ministry"). */
  readonly person: Person | null;
  /** How sure the step from mention to person is, 0 to 1. */
  readonly certainty: number;
}

/** Resolves the words that name a speaker; null when they fit nobody. */
export function resolveMention(
  scene: Scene,
  { mention, discourse }: { mention: Mention; discourse: Discourse },
): Resolved | null {
  if (mention.kind === 'pronoun') return resolvePronoun(scene, { mention, discourse });
  if (mention.kind === 'name')
    return resolveNames(scene, { mention, discourse }) ?? asPrinted(scene, mention);
  const owner = ownerOfText(scene, mention);
  if (owner) return resolveMention(scene, { mention: owner, discourse });
  return (
    resolvePhrase(scene, { mention, discourse }) ??
    (canSpeak(scene, mention) ? asPrinted(scene, mention) : null)
  );
}

// Two who speak as one are both named: to print one of them would give the other's words to him.
function resolveNames(
  scene: Scene,
  { mention, discourse }: { mention: Mention; discourse: Discourse },
): Resolved | null {
  const found = resolveName(scene, { mention, discourse });
  const partner = found && partnerOf(scene, mention);
  const other = partner && resolveName(scene, { mention: partner.mention, discourse });
  if (!found || !other || other.person === found.person) return found;
  const [first, second] = partner.isFirst ? [other, found] : [found, other];
  const certainty = Math.min(first.certainty, second.certainty);
  const name = `${first.name} ${partner.joiner} ${second.name}`;
  return { person: null, name, role: null, rolePlace: 'after', certainty };
}

function resolveName(
  scene: Scene,
  { mention, discourse }: { mention: Mention; discourse: Discourse },
): Resolved | null {
  const name = readName(scene, { paragraph: mention.paragraph, range: mention.range });
  if (!name) return null;
  // The name may have lost a false start on the way into the register.
  for (let at = name.name.from; at < name.name.to; at += 1) {
    const seen = discourse.people.namedAt({ paragraph: mention.paragraph, at });
    if (seen?.isContested) return known(seen.person, 0.5);
    // A capital that is nowhere treated as a person may be any word at the start of a sentence.
    if (seen) return known(seen.person, seen.person.isCertain ? 1 : 0.75);
  }
  const { roleText: role, rolePlace } = name;
  return { person: null, name: textOfName(scene, name), role, rolePlace, certainty: 0.9 };
}

function resolvePronoun(
  scene: Scene,
  { mention, discourse }: { mention: Mention; discourse: Discourse },
): Resolved | null {
  const word = tokensOf(scene, mention.paragraph)[mention.range.from]?.word ?? '';
  const { pronouns, possessives } = scene.language;
  const gender = pronouns.get(word) ?? possessives?.get(word) ?? 'any';
  if (gender !== 'male' && gender !== 'female') return null;
  const found = mostSalient(scene, {
    here: { paragraph: mention.paragraph, at: mention.range.from },
    discourse,
    gender,
  });
  return found && known(found.person, found.certainty);
}

function resolvePhrase(
  scene: Scene,
  { mention, discourse }: { mention: Mention; discourse: Discourse },
): Resolved | null {
  const tokens = tokensOf(scene, mention.paragraph);
  const { definites } = scene.language;
  const isDefinite = definites.size === 0 || definites.has(tokens[mention.range.from]?.word ?? '');
  if (!isDefinite || mention.range.to !== mention.wholeRange.to) return null;
  const phrase = tokens.slice(mention.range.from, mention.range.to);
  const words = phrase.map((token) => token.word);
  // "the Florida senator" is not the senator from Vermont.
  const names = phrase.slice(1, -1).filter((token) => isNameLike(token, scene.language));
  const sameOffice = discourse.people
    .holding(words.at(-1) ?? '')
    .filter(({ role }) => names.every(({ text }) => role?.includes(text)));
  // "the logistics chief" for the "Under-Secretary-General for Operational Logistics".
  const sameField = isTitle(tokens[mention.range.to - 1], scene.language)
    ? words.slice(1, -1).flatMap((word) => discourse.people.holding(word))
    : [];
  const person = onlyOne(sameOffice) ?? onlyOne(sameField);
  return person && known(person, 0.85);
}

function known(person: Person, certainty: number): Resolved {
  const { name, role, rolePlace } = person;
  return { person, name, role, rolePlace, certainty };
}

function onlyOne(people: readonly Person[]): Person | null {
  return new Set(people).size === 1 ? (people[0] ?? null) : null;
}

// "a spokesman", "federal prosecutors", "the ministry", but not "going", "refusing to say", "fact", "this", "a few".
function canSpeak(scene: Scene, { paragraph, range, wholeRange }: Mention): boolean {
  const { language } = scene;
  if (language.script !== 'cased') return true;
  const tokens = tokensOf(scene, paragraph).slice(range.from, range.to);
  const [first] = tokens;
  // "one of two witnesses", "some of the ministers"
  if (tokens.every((token) => isDeterminer(token, language) && !token.isOwner)) {
    const others = tokensOf(scene, paragraph).slice(range.to, wholeRange.to);
    return others.some((token) => isTitle(token, language) || isTitleOfSeveral(token, language));
  }
  if (!first || isParticiple(first, language) || looksLikeParticiple(first, language)) return false;
  const names = tokens.some((token) => isTitle(token, language) || isNameLike(token, language));
  return (
    names ||
    (tokens.length > 1 && isDeterminer(first, language)) ||
    language.pluralEnding?.test(tokens.at(-1)?.word ?? '') === true
  );
}

function asPrinted(scene: Scene, mention: Mention): Resolved {
  const words = printedIn(scene, { paragraph: mention.paragraph, ...mention.wholeRange });
  const name = words.replace(/['’]s$/u, '');
  return { person: null, name, role: null, rolePlace: 'after', certainty: 0.8 };
}

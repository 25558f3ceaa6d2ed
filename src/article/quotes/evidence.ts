import { genderOfGivenName } from './given-names.ts';
import type { Gender, Language } from './language.ts';
import type { Passage } from './mention.ts';
import type { PrintedName } from './names.ts';
import type { Draft, Name } from './namesakes.ts';
import type { Sighting, Spot } from './person.ts';
import { readRoleAfter } from './roles.ts';
import { type Scene, sentenceAt, tokensOf } from './scene.ts';
import { isCue, isFiller, isPreposition, isTitle } from './words.ts';

/** Takes in what one printed name tells of its bearer: office, gender, whether it is a person at all. */
export function learnFromSighting(
  person: Draft,
  {
    scene,
    name: { printed, words },
    isContested = false,
  }: { scene: Scene; name: Name; isContested?: boolean },
): Spot & { standing: Sighting['standing'] } {
  const following = readRoleAfter(scene, printed);
  const role = following ?? printed.roleText;
  const told =
    printed.honorificGender === 'any' ? genderOfRole(role, scene.language) : printed.honorificGender;
  if (person.role === null && role !== null) {
    person.role = role;
    person.rolePlace = following === null ? printed.rolePlace : 'after';
  }
  if (person.gender === 'any') person.gender = told === 'any' ? genderOfGivenName(person.words) : told;
  person.isCertain ||=
    printed.honorific !== null || role !== null || person.gender !== 'any' || speaks(scene, printed);
  person.sightings += 1;
  if (words.length === 1 && !isContested) person.shortSightings += 1;
  person.lastParagraph = Math.max(person.lastParagraph, printed.paragraph);
  return { paragraph: printed.paragraph, at: printed.name.from, standing: standingOf(scene, printed) };
}

/** "Clinton said she would": a pronoun after the only person of its sentence tells that person's gender. */
export function learnFromPronouns(
  scene: Scene,
  sightings: readonly (Spot & { readonly person: Draft })[],
): void {
  for (let index = 0; index < sightings.length; ) {
    const first = sightings[index];
    const sentence = first && sentenceAt(scene, first);
    if (!first || !sentence) return;
    let end = index + 1;
    while (sightings[end]?.paragraph === first.paragraph && (sightings[end]?.at ?? 0) < sentence.to) end += 1;
    const isOnlyOne = sightings.slice(index, end).every((seen) => seen.person === first.person);
    if (isOnlyOne && first.person.gender === 'any')
      first.person.gender = genderToldIn(scene, {
        paragraph: first.paragraph,
        from: first.at,
        to: sentence.to,
      });
    index = end;
  }
}

function genderToldIn(scene: Scene, { paragraph, from, to }: Passage): Gender {
  const tokens = tokensOf(scene, paragraph);
  for (let at = from; at < to; at += 1) {
    const gender = scene.language.pronouns.get(tokens[at]?.word ?? '');
    if (gender === 'male' || gender === 'female') return gender;
  }
  return 'any';
}

function genderOfRole(role: string | null, language: Language): Gender {
  for (const word of (role ?? '').toLowerCase().split(/[^\p{L}-]+/u)) {
    const gender = language.titles.get(word);
    if (gender === 'female' || gender === 'male') return gender;
  }
  return 'any';
}

function speaks(scene: Scene, printed: PrintedName): boolean {
  const before = tokensOf(scene, printed.paragraph)[printed.name.from - 1];
  return leadsVerb(scene, printed) || isCue(before, scene.language);
}

function leadsVerb(scene: Scene, { paragraph, name }: PrintedName): boolean {
  const tokens = tokensOf(scene, paragraph);
  let verb = name.to;
  while (isFiller(tokens[verb], scene.language)) verb += 1;
  return isCue(tokens[verb], scene.language);
}

function standingOf(scene: Scene, printed: PrintedName): Sighting['standing'] {
  const { paragraph, phraseFrom, name } = printed;
  const tokens = tokensOf(scene, paragraph);
  const before = tokens[phraseFrom - 1];
  if (tokens[name.to - 1]?.isOwner || isPreposition(before, scene.language)) return 'aside';
  if (isSideOfOffice(scene, printed)) return 'aside';
  const sentence = sentenceAt(scene, { paragraph, at: name.from });
  const isFirst = sentence !== undefined && phraseFrom - sentence.from < 2;
  return isFirst || /^[,:]$/u.test(before?.text ?? '') || leadsVerb(scene, printed) ? 'subject' : 'object';
}

// "Lima spokesman Tom Berg": the name before the office tells whose side he is on.
function isSideOfOffice({ language, paragraphs }: Scene, { paragraph, name }: PrintedName): boolean {
  const tokens = paragraphs[paragraph]?.tokens ?? [];
  for (let at = name.to; at < name.to + 3; at += 1) {
    const token = tokens[at];
    if (token?.kind !== 'word' || token.isCapital || isCue(token, language) || isFiller(token, language))
      return false;
    if (isTitle(token, language)) return tokens[at + 1]?.kind === 'word';
    if (isPreposition(token, language)) return false;
  }
  return false;
}

/** Everything the rules know of one language: small tables of words, all in lower case. A new language is one file. */
export interface Language {
  /** BCP 47. */
  readonly tag: string;
  /** `cased` scripts capitalise names; `uncased` ones part words by spaces only; `unspaced` ones not even that. */
  readonly script: 'cased' | 'uncased' | 'unspaced';
  /** Where common nouns are capitalised too (German), a capital alone is no sign of a name. */
  readonly nounsAreCapitalised?: boolean;
  /** The verb is the second part of its clause: what is set before it pushes the subject behind ("Am Montag sagte sie"). */
  readonly isVerbSecond?: boolean;
  /** The verb comes first as a rule, its subject right behind. */
  readonly isVerbFirst?: boolean;
  /** Determiners that mark an object set before the verb ("den Unterschied schilderte sie"). */
  readonly objectMarkers?: ReadonlySet<string>;
  /** Determiners that open a genitive after the head ("ein Sprecher der Polizei"). */
  readonly genitives?: ReadonlySet<string>;
  /** An attribution set inside the marks: « Un plan, a-t-il ajouté. Avec des dates. » */
  readonly aside?: RegExp;
  /** Prepositions that lead to places rather than people: "in", "from". */
  readonly placePrepositions?: ReadonlySet<string>;
  /** Marks an infinitive: "to". */
  readonly infinitives?: ReadonlySet<string>;
  /** Gives a participle a subject of its own: "with Lima saying". */
  readonly companions?: ReadonlySet<string>;
  /** Particles after what a sentence is about (Japanese は): the topic is the speaker. */
  readonly topicParticles?: ReadonlySet<string>;
  /** »…« as in German books: guillemets are told apart by the spaces around them, not by their direction. */
  readonly guillemetsPointInwards?: boolean;
  /** Owners that make a noun of a word that could be a cue: "his remarks". */
  readonly possessives?: ReadonlyMap<string, Gender>;
  /** What joins two who speak as one: "and". */
  readonly joiners?: ReadonlySet<string>;
  /** Nouns for what somebody says or writes; their owner is the speaker: "her answer", "Lima's post". */
  readonly texts?: ReadonlySet<string>;
  /** Cues of two words, first to second: "went" to "on". */
  readonly cuesInTwo?: ReadonlyMap<string, string>;
  /** Finite verbs that introduce speech: "said", "told", "warned". */
  readonly cues: ReadonlySet<string>;
  /** How a passive is told, and the cues whose passive subject speaks all the same ("was quoted"). */
  readonly passive?: {
    readonly auxiliaries: ReadonlySet<string>;
    readonly by: string;
    readonly active: ReadonlySet<string>;
  };
  /** Cues only after a plural: "warn", "state". */
  readonly pluralCues?: ReadonlySet<string>;
  /** The cues that name the hearer next, so that no speaker can follow them: "told". */
  readonly addressing?: ReadonlySet<string>;
  /** The cues that tell of thought as often as of speech: "believes". */
  readonly thoughts: ReadonlySet<string>;
  /** Forms that leave the subject to the clause before them: "saying", "adding". */
  readonly participles: ReadonlySet<string>;
  /** Phrases before the name of a source: "according to". */
  readonly accordingTo: readonly string[];
  /** The same after the name ("Angaben der Polizei zufolge"). */
  readonly accordingToAfter?: readonly string[];
  /** Stands between subject and cue without being either: "has", "also", "later". */
  readonly fillers: ReadonlySet<string>;
  /** Open sentences with a capital without being names, verbs of speech, or fillers: "asked", "given". */
  readonly openers: ReadonlySet<string>;
  /** "and", "but": may open a sentence, and stand between two subjects of one verb. */
  readonly coordinators: ReadonlySet<string>;
  /** Ending of participles, which open asides and name nobody: "-ing", "-ed". */
  readonly participleEnding?: RegExp;
  /** Words with that ending which are set before an office: "retired", "acting". */
  readonly formers?: ReadonlySet<string>;
  /** Ending of plurals, by which a bare noun can be a source: "prosecutors". */
  readonly pluralEnding?: RegExp;
  /** Ending of adverbs, which are fillers too: "-ly", "-ment", "-mente". */
  readonly adverb?: RegExp;
  readonly pronouns: ReadonlyMap<string, Gender>;
  /** "the", "a", "one", "his": what opens a noun phrase. */
  readonly determiners: ReadonlySet<string>;
  /** The ones that are no part of an office as printed: "the", "a". */
  readonly articles: ReadonlySet<string>;
  /** Prepositions that hold an article: "zum", "beim". */
  readonly contractions?: ReadonlySet<string>;
  /** The articles that point at somebody known: "the"; empty where the language has none. */
  readonly definites: ReadonlySet<string>;
  /** What may stand inside a noun phrase after its head: "of", "for", "at". */
  readonly prepositions: ReadonlySet<string>;
  /** What opens a new clause: "and", "while", "that". */
  readonly clauseOpeners: ReadonlySet<string>;
  /** "who", "which": an aside, not an office. */
  readonly relatives: ReadonlySet<string>;
  /** "Mr.", "Frau", with the gender they tell. */
  readonly honorifics: ReadonlyMap<string, Gender>;
  /** Nouns for offices and callings, with the gender they tell: "minister", "spokeswoman". */
  readonly titles: ReadonlyMap<string, Gender>;
  /** Endings of such nouns, for languages that compound or inflect them: "-minister", "-chefen". */
  readonly titleEnding?: RegExp;
  /** Nouns that make a capitalised run an institution: "university", "committee". */
  readonly institutions: ReadonlySet<string>;
  /** Nouns before the title of a work: "film", "book", "song". */
  readonly works: ReadonlySet<string>;
  /** "like": between the kind of works and the title of one. */
  readonly examples?: ReadonlySet<string>;
  /** Lower-case words inside names: "van", "de", "bin". */
  readonly particles: ReadonlySet<string>;
  /** Other words that may be capitalised without being names: weekdays, months. */
  readonly calendar: ReadonlySet<string>;
  /** Short words that end in a point without ending a sentence: "gen", "st". */
  readonly abbreviations: ReadonlySet<string>;
  /** Common finite verbs; a short quotation without any is a phrase. */
  readonly verbs: RegExp;
}

/** What a word tells about a person: `any` tells nothing, `thing` is no person, `plural` more than one. */
export type Gender = 'female' | 'male' | 'any' | 'plural' | 'thing' | 'self';

/** A table of words from one line of text. */
export function words(line: string): ReadonlySet<string> {
  return new Set(line.split(/\s+/u).filter((word) => word !== ''));
}

/** A table of words with what they tell, one line of text for each gender. */
export function gendered(lines: Partial<Record<Gender, string>>): ReadonlyMap<string, Gender> {
  const genders = Object.entries(lines) as [Gender, string][];
  return new Map(
    genders.flatMap(([gender, line]) => [...words(line)].map((word) => [word, gender] as const)),
  );
}

import type { Gender } from './language.ts';

/** Somebody the article names, with what it tells of them anywhere. */
export interface Person {
  /** The fullest name printed. */
  readonly name: string;
  /** Its words in lower case. */
  readonly words: readonly string[];
  /** As printed, without article; null when the article gives none. */
  readonly role: string | null;
  readonly rolePlace: 'before' | 'after';
  readonly gender: Gender;
  /** True when the article treats the name as a person's: it speaks, has an honorific, an office, a given name. */
  readonly isCertain: boolean;
}

/** A place in the writer's own words. */
export interface Spot {
  readonly paragraph: number;
  readonly at: number;
}

/** One place where a name stands. */
export interface Sighting extends Spot {
  readonly person: Person;
  /** True when a namesake may be meant just as well. */
  readonly isContested: boolean;
  /** `subject`: first in its sentence or before a verb of speech; `aside`: hangs on "of", or owns what follows. */
  readonly standing: 'subject' | 'object' | 'aside';
}

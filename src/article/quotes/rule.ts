import type { Mention } from './mention.ts';
import type { Place, Scene } from './scene.ts';

/** One way in which writers tell who speaks, with the example that made it necessary. */
export interface Rule {
  /** Kebab-case, as reported in `Quote.rule`. */
  readonly name: string;
  readonly example: string;
  /** How far to trust it, 0 to 1: about the share of right answers on news text. */
  readonly confidence: number;
  /** What the writer tells in this way about the quotation at `place`; null when nothing. */
  find(scene: Scene, place: Place): Finding | null;
}

/** Either the words that name the speaker, or another quotation whose speaker it is too (its place in the scene). */
export type Finding = Mention | SameSpeaker;

/** The speaker is the one of the quotation with this number among the scene's places. */
export interface SameSpeaker {
  readonly kind: 'same-speaker';
  readonly as: number;
}

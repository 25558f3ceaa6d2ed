import type { Mention } from './mentions.ts';
import type { Place, Scene } from './scene.ts';

/** One way in which writers tell who speaks, with the example that made it necessary. */
export interface Rule {
  /** Kebab-case, as reported in `Quote.rule`. */
  readonly name: string;
  readonly example: string;
  /** How far to trust it, 0 to 1: the share of right answers on news text. */
  readonly confidence: number;
  /** The words that name the speaker of the quotation at `place`, or null when the writer did not use this way. */
  find(scene: Scene, place: Place): Mention | null;
}

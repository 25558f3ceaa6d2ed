import { countBytes, countGraphemes } from '../base/graphemes.ts';
import type { Measure } from './limits.ts';
import { countMastodonCharacters } from './mastodon-length.ts';
import { textOf } from './spans.ts';
import type { Span } from './thread.ts';

/** What a text takes of a post, in the network's own units. */
export interface TextSize {
  readonly characters: number;
  readonly mostCharacters: number;
  /** False when the text breaks this bound or any other the network sets. */
  readonly fits: boolean;
}

/** The size of a post's text as its network counts it. A content warning counts on Mastodon only. */
export function measureText(
  text: string | readonly Span[],
  by: { readonly measure: Measure; readonly contentWarning: string | null },
): TextSize {
  const whole = typeof text === 'string' ? text : textOf(text);
  const { measure } = by;
  switch (measure.kind) {
    case 'mastodon': {
      const characters = countMastodonCharacters(whole, by.contentWarning ?? '', measure.charactersPerLink);
      const mostCharacters = measure.mostCharacters;
      return { characters, mostCharacters, fits: characters <= mostCharacters };
    }
    case 'bluesky': {
      const characters = countGraphemes(whole);
      const mostCharacters = measure.mostGraphemes;
      const fits = characters <= mostCharacters && countBytes(whole) <= measure.mostBytes;
      return { characters, mostCharacters, fits };
    }
  }
}

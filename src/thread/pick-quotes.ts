import type { Article } from '../article/article.ts';
import { textsOfBlock } from '../article/article-text.ts';
import type { Quote, Speaker } from '../article/quote.ts';
import { holdWholeSentence } from './cut-words.ts';
import { comparable, excerptOf, sourceTexts } from './source-text.ts';
import type { LeftOut } from './thread.ts';
import { stretchesOf } from './utterance.ts';
import type { Wording } from './wording/language.ts';

/** A quote that may be posted: its words stand in the article, and we know whose they are. */
export interface PullQuote {
  readonly stretches: readonly string[];
  readonly speaker: Speaker;
  /** The block of the article it stands in, and where among the quotes. */
  readonly position: { readonly block: number; readonly start: number };
}

/** Below this confidence a speaker may be the wrong one, and a wrong name costs more than a missing quote. */
const leastConfidence = 0.8;

/**
 * The statements worth posting, best first: one for each speaker before a second of anyone, those whom headline or lead
 * name before others, then those whose office is known, in the article's order. What is left out comes with its reason.
 */
export function pickQuotes(
  statements: readonly Quote[],
  { article, wording }: { readonly article: Article; readonly wording: Wording },
): { readonly picked: readonly PullQuote[]; readonly leftOut: readonly LeftOut[] } {
  const texts = article.blocks.map((block) => textsOfBlock(block).map(comparable).join('\n'));
  const print = sourceTexts(article).map(comparable).join('\n');
  const printed = (words: string) => print.includes(comparable(words));
  const picked: PullQuote[] = [];
  const leftOut: LeftOut[] = [];
  for (const quote of statements) {
    const stretches = stretchesOf(quote);
    const spoken = comparable(stretches.join(' '));
    const speaker = knownSpeaker(quote, { printed, wording });
    const block = blockOf(stretches, { article, texts, speaker });
    const whole = holdWholeSentence(stretches, wording);
    const because = reasonAgainst({ spoken, whole, block, speaker, picked, lead: article.lead });
    if (because !== null) leftOut.push({ what: 'quote', because, excerpt: excerptOf(spoken) });
    else if (speaker !== null) picked.push({ stretches, speaker, position: { block, start: quote.start } });
  }
  return { picked: takingTurns(picked, article), leftOut };
}

/** The block the first words stand in, -1 for none. A quote set off by itself counts only where it names its speaker. */
function blockOf(
  stretches: readonly string[],
  { article, texts, speaker }: { article: Article; texts: readonly string[]; speaker: Speaker | null },
): number {
  const spoken = stretches.map(comparable);
  const surname = speaker?.name.split(/\s+/u).at(-1) ?? '';
  const found = texts.findIndex(
    (text, index) =>
      text.includes(spoken[0] ?? '') &&
      (article.blocks[index]?.kind !== 'block-quote' || text.includes(surname)),
  );
  return spoken.every((stretch) => texts.some((text) => text.includes(stretch))) ? found : -1;
}

/** The speaker under their full name, as the article prints it; a role it doesn't print word for word is dropped. */
function knownSpeaker(
  { speaker, confidence }: Quote,
  { printed, wording }: { readonly printed: (words: string) => boolean; readonly wording: Wording },
): Speaker | null {
  if (speaker === null || confidence < leastConfidence) return null;
  if (!isFullName(speaker.name, wording) || !printed(speaker.name)) return null;
  const role =
    speaker.role !== null && speaker.role.trim() !== '' && printed(speaker.role) ? speaker.role : null;
  return { ...speaker, role };
}

/** "Atul Khare" or "J. K. Adeyemi", not "Khare" or "Mr. Khare"; "王毅" where names are written without spaces. */
function isFullName(name: string, { spaced, abbreviations }: Wording): boolean {
  const names = name
    .trim()
    .split(/\s+/u)
    .filter((word) => !/\p{L}{2,}\.$/u.test(word) && !abbreviations.includes(word));
  return (
    names.length > 1 ||
    (!spaced && /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}·・]{2,}$/u.test(name))
  );
}

function reasonAgainst(quote: {
  readonly spoken: string;
  readonly whole: boolean;
  readonly block: number;
  readonly speaker: Speaker | null;
  readonly picked: readonly PullQuote[];
  readonly lead: string | null;
}): string | null {
  const { spoken } = quote;
  if (quote.speaker === null) return 'speaker-unknown';
  if (quote.block < 0) return 'not-in-source';
  if (!quote.whole) return 'mid-sentence';
  if (comparable(quote.lead ?? '').includes(spoken)) return 'already-in-lead';
  const others = quote.picked.map(({ stretches }) => comparable(stretches.join(' ')));
  return others.some((other) => other.includes(spoken) || spoken.includes(other)) ? 'repeated' : null;
}

/** Round by round: everybody's first quote, then everybody's second; in each round by the weight of the speaker. */
function takingTurns(quotes: readonly PullQuote[], { headline, lead }: Article): PullQuote[] {
  const top = comparable(`${headline}\n${lead ?? ''}`);
  const isOnTop = ({ name }: Speaker) => top.includes(name.split(/\s+/u).at(-1) ?? name);
  const taken = new Map<string, number>();
  return quotes
    .map((quote) => {
      const round = taken.get(quote.speaker.name) ?? 0;
      taken.set(quote.speaker.name, round + 1);
      const weight = (isOnTop(quote.speaker) ? 2 : 0) + (quote.speaker.role === null ? 0 : 1);
      return { quote, round, weight };
    })
    .toSorted((a, b) => a.round - b.round || b.weight - a.weight)
    .map(({ quote }) => quote);
}

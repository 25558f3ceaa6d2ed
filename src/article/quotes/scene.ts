import type { Language } from './language.ts';
import { splitLines } from './lines.ts';
import type { Passage } from './mention.ts';
import { pairMarks, type Stretch } from './pair-marks.ts';
import { type Forms, type Paragraph, readParagraph, type Token } from './tokens.ts';

/** The article laid out for the rules. */
export interface Scene {
  readonly text: string;
  readonly language: Language;
  readonly paragraphs: readonly Paragraph[];
  readonly stretches: readonly Stretch[];
  /** For each stretch, where its token stands. */
  readonly places: readonly Place[];
}

/** Where a quotation stands: its paragraph, its token, and its sentence's tokens (`from` up to, not including, `to`). */
export interface Place {
  /** Its own number among the scene's places. */
  readonly index: number;
  readonly paragraph: number;
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Lays out a text: lines, marks paired, tokens, sentences. */
export function layOut(text: string, language: Language): Scene {
  const lines = splitLines(text);
  const stretches = pairMarks(text, { lines, language });
  const paragraphs: Paragraph[] = [];
  const places: Place[] = [];
  const forms: Forms = new Map();
  let firstStretch = 0;
  for (const line of lines) {
    const paragraph = readParagraph(text, { line, stretches, firstStretch, language, forms });
    for (const place of quotationsIn(paragraph))
      places.push({ index: places.length, paragraph: paragraphs.length, ...place });
    firstStretch = places.length;
    paragraphs.push(paragraph);
  }
  return { text, language, paragraphs, stretches, places };
}

/** Where quotations stand in a paragraph, each with its sentence. */
function* quotationsIn({ tokens, sentences }: Paragraph): Generator<Pick<Place, 'at' | 'from' | 'to'>> {
  for (const sentence of sentences)
    for (let at = sentence.from; at < sentence.to; at += 1)
      if (tokens[at]?.kind === 'quote') yield { at, ...sentence };
}

/** The tokens of a paragraph; none for a paragraph that does not exist. */
export function tokensOf(scene: Scene, paragraph: number): readonly Token[] {
  return scene.paragraphs[paragraph]?.tokens ?? [];
}

/** The words of a quotation, without its marks. */
export function wordsAt(scene: Scene, place: Place | undefined): string {
  const stretch = place && scene.stretches[place.index];
  return stretch ? scene.text.slice(stretch.start, stretch.end) : '';
}

/** The words of some tokens as the article prints them. */
export function printedIn(scene: Scene, { paragraph, from, to }: Passage): string {
  const tokens = tokensOf(scene, paragraph);
  return scene.text.slice(tokens[from]?.start ?? 0, tokens[to - 1]?.end ?? 0);
}

/** Whether the quotation is a sentence of its own, or several. */
export function standsAlone(scene: Scene, place: Place): boolean {
  const tokens = tokensOf(scene, place.paragraph);
  // A row of more quotations than this is no utterance; bounds the work on hostile text.
  if (place.to - place.from > 100) return false;
  for (let at = place.from; at < place.to; at += 1) {
    if (tokens[at]?.kind === 'word') return false;
  }
  return true;
}

/** The number of the sentence of a paragraph that holds a token. */
export function sentenceIndexAt(scene: Scene, { paragraph, at }: { paragraph: number; at: number }): number {
  const sentences = scene.paragraphs[paragraph]?.sentences ?? [];
  let low = 0;
  let high = sentences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sentences[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The sentence of a paragraph that holds a token, as a token range. */
export function sentenceAt(scene: Scene, spot: { paragraph: number; at: number }) {
  return scene.paragraphs[spot.paragraph]?.sentences[sentenceIndexAt(scene, spot)];
}

import { describe, expect, test } from 'vitest';
import { findQuotes } from '../../../src/article/quotes/find-quotes.ts';

/** Which difficulty, the text whose last quotation is asked for, and whose it is; null where nobody shall be named. */
type Frame = readonly [difficulty: string, text: string, speaker: string | null];

describe('the verb’s own subject', () => {
  test.each<Frame>([
    [
      'in a clause that begins with where',
      'The row reached the other wing, where Senator Amara Kessy (D-Anv.) told reporters that “there will be a pause in these flights”.',
      'Amara Kessy',
    ],
    [
      'in a clause that begins with when',
      'It started when Amara Kessy tweeted that the board’s “hostility to even modest checks” was a mistake.',
      'Amara Kessy',
    ],
    [
      'after so that',
      'The talk grew so heated over who backed which plan that Governor Amara Kessy said, “I need somebody to translate this.”',
      'Amara Kessy',
    ],
    [
      'after to which',
      'Ms. Ines Lima said that the plan was strong, to which Amara Kessy interjected: “It is just not true.”',
      'Amara Kessy',
    ],
    [
      'a pronoun after whom',
      'Tom Berg had two options left: to leave, or to vote for Lima, whom he called “the weakest candidate of the year.”',
      'Tom Berg',
    ],
    [
      'inside brackets',
      'They debated the route to the coast (Kessy wrote that the crew was “comfortable asking for a plane to take you there”).',
      'Kessy',
    ],
    [
      'before the cue, which is a noun behind his',
      'Tom Berg later said his comments were misread and that he was “for parting people who had made bad decisions from the rest.”',
      'Tom Berg',
    ],
  ])('%s', (_, text, speaker) => {
    expect(lastSpeaker(text)).toBe(speaker);
  });
});

describe('what looks like a speaker and is none', () => {
  test.each<Frame>([
    [
      'the hearer after told',
      '“Positions will soften in time,” the chief of staff, Joe Kasper, told Reuters before the talks.',
      'Joe Kasper',
    ],
    [
      'the writer’s that-clause after the quotation',
      '“It seems extremely unlikely to me” that Lima can catch Berg, said Amara Kessy, an observer.',
      'Amara Kessy',
    ],
    [
      'the subject of the next sentence, where this one told its speaker',
      'Kessy said the plan “leaves so many questions unanswered.” They asked for the steps that come next.',
      'Kessy',
    ],
    [
      'here at the start of a sentence',
      'Here in Port Selwyn, Amara Kessy stepped up her tone, saying, “We have got to see that day.”',
      'Amara Kessy',
    ],
    [
      'a number before a name',
      'Six Kessy supporters came. “Look at what happened there,” Kessy told them.',
      'Kessy',
    ],
    [
      'what is spoken of',
      'An adviser, who asked not to be named, said of the senator, “She takes the threat very seriously.”',
      'An adviser',
    ],
    [
      'a participle that belongs to an office',
      'Lima “is the only one who has the experience to keep us safe,” retired general Amara Kessy said.',
      'Amara Kessy',
    ],
  ])('%s', (_, text, speaker) => {
    expect(lastSpeaker(text)).toBe(speaker);
  });
});

describe('verbs and names that are hard to see', () => {
  test.each<Frame>([
    [
      'a verb of two words',
      'Ms. Lima smiled. “That happens at forty-five.”\n\n“You know, it happens, right?” Kessy went on, as if she had not heard.',
      'Kessy',
    ],
    ['put it', 'As Amara Kessy put it, “Hello, this is the new one.”', 'Amara Kessy'],
    [
      'a surname with a lower-case article',
      'The cleric Anwar al-Hadid is shown lecturing: “Take heed and learn from what has happened here.”',
      'Anwar al-Hadid',
    ],
    [
      'two short quotations that lean on one another',
      'Governor Amara Kessy left the race on Monday, telling voters in the old port that she had “renewed faith” that “the road will show itself to me.”',
      'Amara Kessy',
    ],
  ])('%s', (_, text, speaker) => {
    expect(lastSpeaker(text)).toBe(speaker);
  });
});

function lastSpeaker(text: string): string | null {
  return findQuotes(text, { language: 'en' }).at(-1)?.speaker?.name ?? null;
}

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
    [
      'the companion of two participles',
      'Officials were quick to join in, with Amara Kessy tweeting that it was a disaster and asking, “How can somebody like that lead us?”',
      'Amara Kessy',
    ],
    [
      'a name between has and saying',
      'A March 2 exchange among aides has Kessy saying, “We will have to hand over all of those letters.”',
      'Kessy',
    ],
    [
      'two offices in a row',
      'With a hat, a map and a star likened to the Star of Selwyn, Speaker of the House Rep. Amara Kessy (D-Anv.) said “there is no place for it in a campaign.”',
      'Amara Kessy',
    ],
    [
      'an aside before tweeted this',
      'But right after she did, Amara Kessy, who was adviser to the mission, tweeted this: “She did it again and I will say it again.”',
      'Amara Kessy',
    ],
    [
      'one of several without a name',
      '“It was unseemly from the first day,” said one of two witnesses who told the same story.',
      'one of two witnesses',
    ],
    [
      'a member of a party without a name',
      '“It was not a convincing argument,” said one Democrat familiar with the talks, who added more.',
      'one Democrat familiar with the talks',
    ],
    [
      'under a pulled quotation that closes only there',
      'The board met.\n\n"We are going to enter the next crisis without a plan.\n\nAmara Kessy, Institute for Seas."\n\nIt rained.',
      'Amara Kessy',
    ],
    [
      'where the clause after the quotation has a statement of its own',
      'Even as Amara Kessy claimed that “the general got in trouble for far less,” a former prosecutor said the cases were different.',
      'Amara Kessy',
    ],
  ])('%s', (_, text, speaker) => {
    expect(lastSpeaker(text)).toBe(speaker);
  });
});

describe('namesakes', () => {
  test.each<Frame>([
    [
      'the one who is the subject each time she is named in full',
      'Liz Torvald was in the lead. Liz Torvald is the daughter of Dick Torvald.\n\n“Now it is time to look forward,” Torvald said.',
      'Liz Torvald',
    ],
    [
      'a headline in title case is no person',
      'Torvald Hid the Harbour Plan From Voters\n\nLiz Torvald was late. “I was held up at the border,” Torvald said.',
      'Liz Torvald',
    ],
    [
      'a word without a gender is no match for he',
      'Mr. Erlan Idris plays down concerns. Anvera may outnumber them, but its progress is good news, he says.\n\n“We should get on board that train,” he said.',
      'Erlan Idris',
    ],
  ])('%s', (_, text, speaker) => {
    expect(lastSpeaker(text)).toBe(speaker);
  });
});

describe('what is no office', () => {
  test.each([
    [
      'a verb before it',
      'Voters had seen Minister Amara Kessy. “We need aircraft now,” Kessy said.',
      'Minister',
    ],
    [
      'a conjunction before it',
      'And although former governor Amara Kessy came, it was late. “We need aircraft now,” Kessy said.',
      'former governor',
    ],
    ['an owner of it', 'Amara Kessy, his chief rival, said: “We need aircraft now.”', null],
    [
      'somebody else’s',
      'Amara Kessy, and Tom Berg, an envoy, came. “We need aircraft now,” Kessy said.',
      null,
    ],
  ])('%s', (_, text, role) => {
    expect(findQuotes(text, { language: 'en' })[0]?.speaker?.role ?? null).toBe(role);
  });

  test('an office that another place bears is another’s', () => {
    const text =
      'Bernie Lund, senator from Vermont, came.\n\n“We will see what it comes to,” the Florida senator said.';
    expect(lastSpeaker(text)).toBe('the Florida senator');
  });
});

test('an unclosed quotation has a sure speaker and an unsure end', () => {
  const [, open] = findQuotes('“We need aircraft,” said Amara Kessy. “We need them now.', { language: 'en' });
  expect([open?.speaker?.name, (open?.confidence ?? 1) < 0.6]).toEqual(['Amara Kessy', true]);
});

function lastSpeaker(text: string): string | null {
  return findQuotes(text, { language: 'en' }).at(-1)?.speaker?.name ?? null;
}

import { describe, expect, it } from 'vitest';
import { compareRevisions, type Told } from '../../src/article/compare-revisions.ts';
import { processorTime } from '../processor-time.ts';

const story = aTelling({
  title: 'Largest gathering of defence ministers to kick off in Vancouver',
  summaryHtml:
    '<p>The conference aims to measure progress. “We are trying to make do,” said Atul Khare on Tuesday. Ministers of 80 countries did agree to provide helicopters, and the goverment of Canada hosts them.</p>',
});

function aTelling(said: Partial<Told>): Told {
  return {
    title: 'A headline',
    summaryHtml: null,
    contentHtml: null,
    link: 'https://news.example/1',
    enclosures: [],
    language: 'en',
    ...said,
  };
}

/** The story with `from` replaced by `to` in its text. */
function edited(from: string, to: string): Told {
  const summaryHtml = story.summaryHtml?.replace(from, to) ?? null;
  if (summaryHtml === story.summaryHtml) throw new Error(`"${from}" is not in the story`);
  return { ...story, summaryHtml };
}

function rulesBetween(before: Told, after: Told): readonly string[] {
  return compareRevisions(before, after).changes.map(({ rule }) => rule);
}

describe('a revision is unimportant', () => {
  it.each([
    ['markup', edited('<p>The conference', '<div class="x"><p>The  conference')],
    ['markup', edited('aims to measure', 'aims\n to <b>measure</b>')],
    ['typo', edited('goverment', 'government')],
    ['typo', edited('measure', 'maesure')],
    ['repeated-word', edited('to measure', 'to to measure')],
    ['spacing', edited('helicopters', 'heli-copters')],
    ['marks', edited('helicopters, and', 'helicopters – and')],
    ['marks', edited('“We are trying to make do,”', '"We are trying to make do,"')],
    ['tracking', { ...story, link: 'https://news.example/1?utm_source=rss' }],
    ['address', { ...story, link: 'https://news.example/2' }],
  ])('by %s alone', (rule, after) => {
    expect(rulesBetween(story, after)).toEqual([rule]);
    expect(compareRevisions(story, after).weight).toBe('unimportant');
    expect(compareRevisions(after, story).weight).toBe('unimportant');
  });

  it('by another picture, or none', () => {
    const picture = {
      url: 'https://news.example/1.jpg',
      type: null,
      bytes: null,
      altText: null,
      credit: null,
    };
    expect(rulesBetween(story, { ...story, enclosures: [picture] })).toEqual(['picture']);
  });

  it('by a typo in the headline', () => {
    const after = { ...story, title: 'Largest gathring of defence ministers to kick off in Vancouver' };
    expect(compareRevisions(story, after)).toMatchObject({ weight: 'unimportant' });
  });
});

describe('a revision is material', () => {
  it.each([
    ['number', edited('80', '79')],
    ['number', edited('80', '80%')],
    ['number', edited('of 80', 'of eighty million')],
    ['name', edited('Atul Khare', 'Atul Kahre')],
    ['name', edited('of Canada', 'of Norway')],
    ['name', edited('on Tuesday', 'on Wednesday')],
    ['quote', edited('trying to make do', 'trying to make due')],
    ['quote', edited('The conference aims to measure', 'The “conference” aims to measure')],
    ['negation', edited('did agree', 'did not agree')],
    ['wording', edited('provide', 'withdraw')],
    ['wording', edited('Ministers of', 'Minister of')],
    ['wording', edited(', and the goverment of', ', and the council of the new goverment of')],
  ])('by a %s', (rule, after) => {
    expect(rulesBetween(story, after)).toEqual([rule]);
    expect(compareRevisions(story, after).weight).toBe('material');
    expect(compareRevisions(after, story).weight).toBe('material');
  });

  it.each([
    ['other words', 'Smallest gathering of defence ministers to kick off in Vancouver'],
    ['a question', 'Largest gathering of defence ministers to kick off in Vancouver?'],
    ['another place', 'Largest gathering of defence ministers to kick off in Geneva'],
  ])('by a headline with %s', (_, title) => {
    expect(compareRevisions(story, { ...story, title })).toMatchObject({
      weight: 'material',
      changes: [{ place: 'headline' }],
    });
  });

  it('by a misspelt name in a headline of capitals, when the text has the name', () => {
    const before = { ...story, title: 'Atul Kahre Opens Conference' };
    expect(rulesBetween(before, { ...story, title: 'Atul Khare Opens Conference' })).toEqual(['name']);
  });

  it('by a word that looks like a typo but stands elsewhere too', () => {
    const before = aTelling({ summaryHtml: 'The county agreed. The country and the county talked.' });
    const after = aTelling({ summaryHtml: 'The country agreed. The country and the county talked.' });
    expect(rulesBetween(before, after)).toEqual(['wording']);
  });

  it.each([
    ['adopted', 'adapted'],
    ['nuclear', 'unclear'],
    ['women', 'woman'],
    ['contract', 'contact'],
    ['former', 'farmer'],
    ['strike', 'stroke'],
    ['officers', 'offices'],
  ])('by %s for %s, which is a word as well', (one, other) => {
    const [before, after] = [one, other].map((word) => aTelling({ title: `Ministers of the ${word} talks` }));
    expect(compareRevisions(before ?? story, after ?? story)).toMatchObject({
      weight: 'material',
      changes: [{ rule: 'headline', removed: one, added: other }],
    });
  });

  it('by one character in a script without spaces', () => {
    const before = aTelling({ summaryHtml: '<p>部长们在温哥华开会。</p>', language: 'zh' });
    const after = aTelling({ summaryHtml: '<p>部长们在日内瓦开会。</p>', language: 'zh' });
    expect(compareRevisions(before, after).weight).toBe('material');
  });
});

describe('the diff of a revision', () => {
  it('shows what was removed and added, and where', () => {
    expect(compareRevisions(story, edited('80 countries', '79 countries')).changes).toEqual([
      {
        place: 'text',
        rule: 'number',
        weight: 'material',
        removed: '80',
        added: '79',
        context: ['on Tuesday. Ministers of', 'countries did agree to'],
      },
    ]);
  });

  it.each([
    ['$5 million', '€5 million', '$5', '€5'],
    ['of −5 degrees', 'of 5 degrees', '−5', '5'],
    ['by 5 per day', 'by 5% per day', '5', '5%'],
  ])('shows a figure with its sign and unit: %s, %s', (one, other, removed, added) => {
    const [before, after] = [one, other].map((title) => aTelling({ title }));
    expect(compareRevisions(before ?? story, after ?? story).changes).toMatchObject([
      { rule: 'number', removed, added },
    ]);
  });

  it('lists every change, and one that matters makes the revision matter', () => {
    const after = { ...edited('goverment', 'government'), title: 'Ministers leave Vancouver' };
    const { weight, changes } = compareRevisions(story, after);
    expect(weight).toBe('material');
    expect(changes.at(-1)).toMatchObject({ rule: 'typo', removed: 'goverment', added: 'government' });
  });

  it('is empty between equal versions', () => {
    expect(compareRevisions(story, story)).toEqual({ weight: 'unimportant', changes: [] });
  });

  it('of two long texts without a common word is one change, and quick', () => {
    const words = (of: string) => Array.from({ length: 20_000 }, (_, index) => `${of}${index}`).join(' ');
    const [before, after] = [words('a'), words('b')].map((contentHtml) => aTelling({ contentHtml }));
    const compare = () => expect(compareRevisions(before ?? story, after ?? story).changes).toHaveLength(1);
    expect(processorTime(compare)).toBeLessThan(2000);
  });
});

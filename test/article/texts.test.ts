import { describe, expect, it } from 'vitest';
import { articleText } from '../../src/article/article-text.ts';
import { isDateAlone, withoutDateline } from '../../src/article/dateline.ts';
import { visibleText } from '../../src/article/visible-text.ts';

describe('visible text', () => {
  it('keeps typographic quotes, dashes, ellipses and non-breaking spaces', () => {
    const text = '«\u00a0Oui\u00a0», “yes” — ‘3Ps’ – 5\u202f% …';
    expect(visibleText(text)).toBe(text);
  });

  it.each([
    ['a control character', 'be\u0007fore', 'before'],
    ['an override of direction', 'pay \u202eevil\u202c now', 'pay evil now'],
    ['marks of direction', 'a\u200eb\u200fc', 'abc'],
    ['a soft hyphen', 'peace\u00adkeeping', 'peacekeeping'],
    ['a zero-width space between Latin letters', 'Khare\u200bsaid', 'Kharesaid'],
    ['a byte order mark', '\ufeffText', 'Text'],
    ['tag characters outside flags', 'Hi\u{e0041}\u{e0042}!', 'Hi!'],
    ['line ends and indents', ' one\n   two ', 'one two'],
  ])('drops %s', (_, text, visible) => {
    expect(visibleText(text)).toBe(visible);
  });

  it.each([
    ['joined emoji', '👩\u200d🚀 and 🏳\ufe0f\u200d🌈'],
    ['Persian spelling', 'می\u200cخواهم'],
    ['Devanagari half forms', 'क्\u200dष'],
    ['Thai line breaks', 'สวัสดี\u200bชาวโลก'],
    ['the flag of Scotland', '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
  ])('keeps what %s needs', (_, text) => {
    expect(visibleText(text)).toBe(text);
  });
});

describe('datelines', () => {
  it.each([
    ['13 November 2017 – It is critical.', 'It is critical.'],
    ['November 13, 2017 — “We try,” he said.', '“We try,” he said.'],
    ['13 novembre 2017 – Les ministres arrivent.', 'Les ministres arrivent.'],
    ['13. November 2017 – Die Minister kommen.', 'Die Minister kommen.'],
    ['GENEVA, 13 November (UN News) – The talks began.', 'The talks began.'],
    ['NEW YORK (Agency) -- The talks began.', 'The talks began.'],
  ])('%s', (paragraph, rest) => {
    expect(withoutDateline(paragraph)).toBe(rest);
  });

  it.each([
    'UNICEF – the Children’s Fund – said so.',
    'The 13 November meeting – the second – was long.',
    'NATO – Allies met.',
    '20 helicopters – Canada’s among them – arrived.',
    'Some 12 countries – Norway is one – agreed.',
    'May – The month began.',
  ])('a sentence that only opens like one stays whole: %s', (paragraph) => {
    expect(withoutDateline(paragraph)).toBe(paragraph);
  });

  it('a date alone is told from a sentence with one', () => {
    expect(['18 janvier 2026', '12:30 PM', '2 May 2026, 14:05'].filter(isDateAlone)).toHaveLength(3);
    expect(
      ['On 18 January.', 'At 12:30 they left.', '12 ministers 2026', '20 helicopters'].filter(isDateAlone),
    ).toEqual([]);
  });
});

describe('the text of an article', () => {
  it('parts blocks by an empty line and gives every item of a list a line of its own', () => {
    const text = articleText({
      blocks: [
        { kind: 'heading', text: 'Who pays' },
        { kind: 'paragraph', text: 'All do.' },
        { kind: 'list', intro: 'They agreed to:', items: ['pay;', 'wait.'] },
        { kind: 'list', intro: null, items: ['one', 'two'] },
      ],
    });
    expect(text).toBe('Who pays\n\nAll do.\n\nThey agreed to:\npay;\nwait.\n\none\ntwo');
  });

  it('leaves out a pull quote that echoes a paragraph, whatever its marks, and keeps one that stands alone', () => {
    const paragraph = { kind: 'paragraph', text: '“We mean it, all of us,” said Ms. Vale.' } as const;
    const echo = { kind: 'block-quote', text: '«We mean it, all of us.»\nMs. Vale' } as const;
    const alone = { kind: 'block-quote', text: '“We never said that.”' } as const;
    expect(articleText({ blocks: [echo, paragraph] })).toBe(paragraph.text);
    expect(articleText({ blocks: [paragraph, alone] })).toBe(`${paragraph.text}\n\n${alone.text}`);
  });
});

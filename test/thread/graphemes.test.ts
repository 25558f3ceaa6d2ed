import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countGraphemes } from '../../src/base/graphemes.ts';

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

it('what a reader sees as one character counts once, whatever the text is made of', () => {
  const plain = ['a', ' ', '\n', '~', 'Ministers meet'];
  const others = ['\r\n', '\r', '\t', '\0', 'é', 'e\u0301', '\u200d', '👨‍👩‍👧‍👦', 'नमस्ते', '🇨🇦'];
  for (const pieces of [plain, [...plain, ...others]])
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces)), (texts) => {
        const text = texts.join('');
        expect(countGraphemes(text)).toBe([...segmenter.segment(text)].length);
      }),
    );
});

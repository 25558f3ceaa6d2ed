import { expect, test } from 'vitest';
import type { Speaker } from '../../src/article/quote.ts';
import { attributionLine } from '../../src/thread/attribution.ts';
import { textOf } from '../../src/thread/spans.ts';
import { wordingFor } from '../../src/thread/wording/wording.ts';

test.each<[string, Speaker, string]>([
  [
    'a rank printed before the name',
    { name: 'Tomás Arriaga', role: 'Colonel', rolePlace: 'before' },
    '— Colonel Tomás Arriaga (@arriaga)',
  ],
  [
    'a short office printed before the name',
    { name: 'Ingrid Vassall', role: 'Secretary of State', rolePlace: 'before' },
    '— Secretary of State Ingrid Vassall (@arriaga)',
  ],
  [
    'a long office printed before the name',
    { name: 'Ingrid Vassall', role: 'Deputy Minister for River Ports', rolePlace: 'before' },
    '— Ingrid Vassall (@arriaga), Deputy Minister for River Ports',
  ],
  [
    'a calling in lower case before the name',
    { name: 'Ingrid Vassall', role: 'campaign manager', rolePlace: 'before' },
    '— Ingrid Vassall (@arriaga), campaign manager',
  ],
  [
    'an office in apposition',
    { name: 'Atul Khare', role: 'Under-Secretary-General', rolePlace: 'after' },
    '— Atul Khare (@arriaga), Under-Secretary-General',
  ],
])('%s stands where an editor would set it', (_, speaker, line) => {
  expect(textOf(attributionLine(speaker, { handle: '@arriaga', wording: wordingFor('en') }))).toBe(line);
});

test('where words are not spaced, an office before the name joins it', () => {
  const speaker: Speaker = { name: '王毅', role: '外交部长', rolePlace: 'before' };
  const wording = wordingFor('zh');
  expect(textOf(attributionLine(speaker, { handle: null, wording }))).toBe(
    `${wording.attributionDash}外交部长王毅`,
  );
});

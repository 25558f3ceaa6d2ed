import { expect, test } from 'vitest';
import { findQuotes } from '../../../src/article/quotes/find-quotes.ts';
import { languageFor } from '../../../src/article/quotes/languages.ts';
import { rules } from '../../../src/article/quotes/rules.ts';
import { layOut } from '../../../src/article/quotes/scene.ts';

test.each(rules.map((rule) => [rule.name, rule] as const))('%s reads its own example', (_, rule) => {
  const tag = /\p{Script=Hiragana}/u.test(rule.example) ? 'ja' : 'en';
  const scene = layOut(rule.example, languageFor(tag));
  expect(scene.places.map((place) => rule.find(scene, place) !== null)).toContain(true);
  expect(findQuotes(rule.example, { language: tag }).map((quote) => quote.speaker?.name)).not.toContain(
    undefined,
  );
});

test('rules have names of their own, in kebab-case', () => {
  const names = rules.map((rule) => rule.name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
});

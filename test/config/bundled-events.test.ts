import { describe, expect, test } from 'vitest';
import { loadEvents } from '../../src/config/load-events.ts';
import { type Match, matchStory } from '../../src/coverage/match.ts';

const bundled = (name: string) => new URL(`../../config/${name}`, import.meta.url).pathname;

/** What the bundled event makes of a headline and a summary. */
async function matchIn(file: string, title: string, summary = ''): Promise<Match> {
  const { events } = await loadEvents([bundled(file)], {});
  const [event] = events;
  if (!event) throw new Error(`${file} is not sound`);
  return matchStory(event.covers, { title, summary, categories: [], text: '' });
}

describe('the bundled event files', () => {
  test('have no problem but that their accounts are stand-ins', async () => {
    const { events, accounts, problems } = await loadEvents(
      [bundled('vancouver.yaml'), bundled('ukraine-2022.yaml')],
      {},
    );
    expect(events.map(({ id }) => id)).toEqual(['vancouver-2017', 'ukraine-2022']);
    expect(accounts.map(({ accountId, secret }) => [accountId, secret])).toEqual([
      ['un-news-mastodon', null],
      ['un-news-bluesky', null],
    ]);
    expect(problems.map(({ severity, sentence }) => [severity, /stand-in/.test(sentence)])).toEqual([
      ['warning', true],
      ['warning', true],
    ]);
  });

  test.each([
    ['Largest gathering of defence ministers dedicated to UN peacekeeping to kick off in Vancouver', true],
    ['Pledges of helicopters for blue helmets as ministers meet', true],
    ['Mr. Khare: equipment must arrive in time', true],
    ['Obituary: a cook of three peacekeeping missions', false],
    ['Coastal cities from Vancouver to Dakar plan for rising seas', false],
    ['Peace bell rings in a night of open museums', false],
  ])('vancouver.yaml on “%s”: %s', async (headline, covered) => {
    expect((await matchIn('vancouver.yaml', headline)).covered).toBe(covered);
  });

  test.each([
    ['Ukraine: second convoy reaches Sumy', true],
    ['Shelters for Ukrainian heritage', true],
    ['Aid is kept out of MARIUPOL’S suburbs', true],
    ['UK border reform bill debated', false],
    ['The media at home grow silent, experts warn', false],
  ])('ukraine-2022.yaml on “%s”: %s', async (headline, covered) => {
    expect((await matchIn('ukraine-2022.yaml', headline)).covered).toBe(covered);
  });
});

import { describe, expect, it } from 'vitest';
import { findFlood, type Sighting } from '../../src/feed/find-flood.ts';

const steady = { dates: 'steady' } as const;

/** Stories known from before, told as they were. */
function known(count: number, change: (now: Sighting['now']) => Partial<Sighting['now']> = () => ({})) {
  return Array.from({ length: count }, (_, index): Sighting => {
    const before = { title: `Story ${index}`, publishedAt: 1000 * index };
    return { before, now: { ...before, ...change(before) } };
  });
}

function fresh(count: number): readonly Sighting[] {
  return known(count).map(({ now }) => ({ now, before: null }));
}

describe('a fetch', () => {
  it('is a flood when more than half of five stories look new', () => {
    expect(findFlood([...fresh(3), ...known(2)], steady)).toEqual({
      kind: 'mostly-new',
      affected: 3,
      items: 5,
      examples: ['Story 0', 'Story 1', 'Story 2'],
    });
  });

  it.each([
    ['just half of its stories look new', [...fresh(3), ...known(3)]],
    ['it has only four stories, all of them new', fresh(4)],
    ['it is empty', []],
    ['nothing changed', known(9)],
    ['one date stayed', [...known(5, () => ({ publishedAt: 77 })), ...known(1)]],
    ['one title stayed', [...known(5, () => ({ title: 'Moved' })), ...known(1)]],
    ['four stories have other dates', known(4, () => ({ publishedAt: 77 }))],
    ['one story was bumped to now', [...known(1, () => ({ publishedAt: 9e9 })), ...known(6)]],
  ])('is no flood when %s', (_, sightings) => {
    expect(findFlood(sightings, steady)).toBeNull();
  });

  it('is a flood when all dates changed, also beside a few new stories', () => {
    const redated = known(6, () => ({ publishedAt: 9e9 }));
    expect(findFlood([...fresh(1), ...redated], steady)).toMatchObject({
      kind: 'all-dates-changed',
      affected: 6,
      items: 6,
    });
  });

  it('is a flood when all dates are gone', () => {
    expect(
      findFlood(
        known(5, () => ({ publishedAt: null })),
        steady,
      )?.kind,
    ).toBe('all-dates-changed');
  });

  it('may date its stories anew once an operator has said that it does', () => {
    expect(
      findFlood(
        known(5, () => ({ publishedAt: 9e9 })),
        { dates: 'moving' },
      ),
    ).toBeNull();
  });

  it('is a flood when all titles changed, whatever its dates do', () => {
    const retitled = known(5, ({ title }) => ({ title: `${title} | Site` }));
    expect(findFlood(retitled, { dates: 'moving' })).toMatchObject({
      kind: 'all-titles-changed',
      affected: 5,
    });
  });

  it('is judged only by the stories that had a date or a title before', () => {
    const undated = known(6).map(({ now }): Sighting => ({ now, before: { ...now, publishedAt: null } }));
    expect(findFlood(undated, steady)).toBeNull();
  });
});

import { expect, test } from 'vitest';
import type { Agenda } from '../../../src/coverage/agenda/agenda.ts';
import type { Store } from '../../../src/store/store.ts';
import { eventId } from '../builders.ts';

const place = 'https://harbour.example/agenda.ics';
const agenda: Agenda = { title: 'Harbour Days', zone: 'Europe/Lisbon', sessions: [] };
const reading = { eventId, place, readAt: 10, nextReadAt: 20 };
const known = { validators: { etag: '"1"', lastModified: null }, bodyHash: 'body-1' };

export function agendasBehave(freshStore: () => Promise<Store>): void {
  const registered = async (places: readonly string[] = [place]) => {
    const store = await freshStore();
    await store.agendas.register({ eventId, places, now: 1 });
    return store;
  };

  test('a place of an agenda is due at once, and has none until one was read', async () => {
    const { agendas } = await registered([place, 'b.ics']);
    expect((await agendas.due(1)).map((record) => record.place)).toEqual(['b.ics', place]);
    expect(await agendas.due(0)).toEqual([]);
    expect(await agendas.nextReadAt()).toBe(1);
    expect(await agendas.load({ eventId, place })).toBeNull();
    expect(await agendas.list('another-event')).toEqual([]);
  });

  test('a new agenda is kept with its validators, and failures after it leave it alone', async () => {
    const { agendas } = await registered();
    expect(await agendas.replace({ ...reading, ...known, version: 0, agenda })).toBe(true);
    const failure = { code: 'schedule-lost-sessions', subject: place };
    for (const readAt of [20, 30]) await agendas.recordReading({ ...reading, readAt, failure });
    expect(await agendas.load({ eventId, place })).toEqual(agenda);
    expect(await agendas.list(eventId)).toMatchObject([
      { version: 1, ...known, lastReadAt: 30, nextReadAt: 20, failuresInRow: 2, lastFailure: failure },
    ]);
    await agendas.recordReading({ ...reading, readAt: 40, nextReadAt: 50, failure: null });
    expect(await agendas.list()).toMatchObject([
      { version: 1, ...known, lastReadAt: 40, nextReadAt: 50, failuresInRow: 0, lastFailure: null },
    ]);
  });

  test('of two readers of one place the faster one is right', async () => {
    const { agendas } = await registered();
    expect(await agendas.replace({ ...reading, version: 0, agenda })).toBe(true);
    expect(await agendas.replace({ ...reading, version: 0, agenda: { ...agenda, title: 'Late' } })).toBe(
      false,
    );
    expect(await agendas.load({ eventId, place })).toEqual(agenda);
  });

  test('registered again, a place keeps its agenda and is read anew, and one no longer named is forgotten', async () => {
    const { agendas } = await registered([place, 'b.ics']);
    await agendas.replace({ ...reading, ...known, version: 0, agenda });
    await agendas.register({ eventId, places: [place], now: 99 });
    expect(await agendas.list()).toMatchObject([
      { place, version: 1, nextReadAt: 99, bodyHash: null, validators: { etag: null, lastModified: null } },
    ]);
    expect(await agendas.load({ eventId, place })).toEqual(agenda);
    await agendas.register({ eventId, places: [], now: 100 });
    expect(await agendas.list()).toEqual([]);
  });
}

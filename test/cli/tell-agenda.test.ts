import { expect, it } from 'vitest';
import { tellAgenda } from '../../src/cli/tell-agenda.ts';
import type { AgendaRecord } from '../../src/store/records/agendas.ts';

const record: AgendaRecord = {
  eventId: 'harbour',
  place: 'a.ics',
  version: 0,
  validators: { etag: null, lastModified: null },
  bodyHash: null,
  nextReadAt: 60_000,
  lastReadAt: null,
  failuresInRow: 0,
  lastFailure: null,
};
const lastFailure = { code: 'schedule-is-html', subject: 'a.ics' };

it.each([
  ['before it was read', {}, 'not read yet, next 1970-01-01T00:01:00.000Z'],
  [
    'once it was',
    { version: 1, lastReadAt: 0 },
    'read 1970-01-01T00:00:00.000Z, next 1970-01-01T00:01:00.000Z',
  ],
  [
    'broken, with an older reading in force',
    { version: 3, lastReadAt: 0, lastFailure },
    /is a web page.*the last good agenda stays in force\.$/,
  ],
  ['broken from the start', { lastReadAt: 0, lastFailure }, /is a web page.*there is no agenda of it yet\.$/],
])('an agenda in the status is told %s', (_, now, told) => {
  expect(tellAgenda({ ...record, ...now })).toMatch(told);
});

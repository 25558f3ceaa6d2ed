import { isAbsolute, join } from 'node:path';
import {
  type AgendaPlace,
  type AgendaSource,
  compareSessions,
  type Session,
  type Speaker,
} from '../coverage/agenda/agenda.ts';
import type { EventFile } from './event-file.ts';
import { asWebAddress } from './faults.ts';
import { boundsOf, type WrittenSession, writtenSessions, zoneOf } from './session-times.ts';

/** Where the agenda of an event comes from whose file, without errors, stands in `folder`. */
export function describeAgenda(file: EventFile, folder: string): AgendaSource {
  const places = [file.agenda].flat().filter((entry) => typeof entry === 'string');
  return {
    places: places.map((written) => placeOf(written, folder)),
    sessions: writtenSessions(file)
      .flatMap((session) => sessionOf(session, file) ?? [])
      .sort(compareSessions),
  };
}

function placeOf(written: string, folder: string): AgendaPlace {
  if (/^(https?|webcals?):/i.test(written)) return { kind: 'address', url: asWebAddress(written) };
  return { kind: 'file', path: isAbsolute(written) ? written : join(folder, written) };
}

function sessionOf(written: WrittenSession, file: EventFile): Session | null {
  const zone = zoneOf(written, file);
  const bounds = boundsOf(written, zone);
  return bounds === null
    ? null
    : {
        id: written.id,
        title: written.title,
        ...bounds,
        zone,
        room: written.room ?? null,
        track: written.track ?? null,
        speakers: written.speakers.map(speakerOf),
        language: written.language ?? null,
        links: written.links,
        streamUrl: written.stream ?? null,
        isCancelled: written.cancelled,
      };
}

function speakerOf(written: WrittenSession['speakers'][number]): Speaker {
  if (typeof written === 'string') return { name: written, office: null, handles: {} };
  const { name, office = null, mastodon, bluesky } = written;
  return {
    name,
    office,
    handles: {
      ...(mastodon === undefined ? {} : { mastodon: withSign(mastodon) }),
      ...(bluesky === undefined ? {} : { bluesky: withSign(bluesky) }),
    },
  };
}

function withSign(handle: string): string {
  return `@${handle.replace(/^@/, '')}`;
}

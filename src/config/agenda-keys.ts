import { z } from 'zod';
import { listOf, section, written } from './schema-parts.ts';
import {
  blueskyHandle,
  kebabName,
  languageTag,
  mastodonHandle,
  schedulePlace,
  sessionEnd,
  sessionTime,
  webAddress,
  zoneName,
} from './written-values.ts';

const speakerName = written('the name of a speaker');

const speaker = section(
  {
    name: speakerName,
    office: written('the office of the speaker').optional(),
    mastodon: mastodonHandle.optional(),
    bluesky: blueskyHandle.optional(),
  },
  { phrase: 'a name, or name and office' },
);

const session = section(
  {
    id: kebabName.meta({
      description:
        'Short name of the session, unique among those of the event; keep it when the rest changes.',
    }),
    title: written('the title of the session').meta({ description: 'As followers read it.' }),
    starts: sessionTime.meta({ description: 'Day and time; a day alone for a session of whole days.' }),
    ends: sessionEnd.meta({ description: 'A time on the same day, or day and time; or the last day.' }),
    zone: zoneName.optional().meta({ description: 'Where its times are read in a zone of their own.' }),
    room: written('the room').optional(),
    track: written('the track').optional(),
    speakers: listOf(z.union([speakerName, speaker], { error: 'a name, or name and office' }), {
      phrase: 'a list of names',
    }).default([]),
    language: languageTag.optional(),
    links: listOf(webAddress, { phrase: 'a list of web addresses' }).default([]),
    stream: webAddress.optional().meta({ description: 'Where it can be watched.' }),
    cancelled: z.boolean({ error: 'true or false' }).default(false),
  },
  { phrase: 'a session with id, title, starts and ends' },
);

const phrase = 'the address or file of a schedule, or a list of such and of sessions';

/** Where the programme is, and what of it stands in the event file itself. */
export const agenda = z.union(
  [
    schedulePlace,
    listOf(z.union([schedulePlace, session], { error: 'an address, a file or a session' }), { phrase }),
  ],
  { error: phrase },
);

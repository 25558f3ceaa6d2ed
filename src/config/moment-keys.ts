import { z } from 'zod';
import { listOf, oneOf, section, wholeNumber } from './schema-parts.ts';
import {
  dayAndTime,
  searchTerm,
  sessionWords,
  stretchOfTime,
  template,
  timeOfDay,
} from './written-values.ts';

const text = template.optional().meta({
  description:
    'Instead of the words of the language. {title}, {place}, {dates}, {day}, {session}, {time}, {room}, {speakers}, {stream}, {link}, {programme}, {links}, {pace}, {tag}; a line whose placeholder has nothing to say is left out.',
});
const words = listOf(searchTerm, { phrase: 'a list of words and phrases' });

const fixed = z.union([dayAndTime, section({ at: dayAndTime, text }, { phrase: 'at and text' })], {
  error: 'day and time, as in 2017-11-13 09:00, or at and text',
});

const daily = z.union([timeOfDay, section({ at: timeOfDay, text }, { phrase: 'at and text' })], {
  error: 'a time of day, as in 08:15, or at and text',
});

const session = z.union(
  [
    sessionWords,
    section(
      {
        before: stretchOfTime.optional(),
        sessions: z.union([oneOf(['all']), words], { error: 'all, or a list of words and phrases' }),
        text,
      },
      { phrase: 'before, sessions and text' },
    ),
  ],
  { error: 'as in 15m before plenary sessions, or before, sessions and text' },
);

const changed = z.union([oneOf(['never']), section({ text }, { phrase: 'text' })], {
  error: 'never, or text',
});

/** The posts that the agenda itself causes. */
export const moments = section(
  {
    announcement: fixed
      .optional()
      .meta({ description: 'Ahead of the event: dates, tags, pace, how to mute.' }),
    opening: fixed.optional().meta({ description: 'The one post that is pinned and kept up to date.' }),
    'day-opening': daily.optional().meta({ description: 'Each day, with its programme.' }),
    'starting-soon': session.optional().meta({ description: 'Before chosen sessions.' }),
    'session-opener': session.optional().meta({ description: 'When chosen sessions start.' }),
    'session-changed': changed.optional().meta({
      description:
        'When a session that was told of is moved, renamed, relocated, added or cancelled; "never" for not at all.',
    }),
    'day-wrap-up': daily
      .optional()
      .meta({ description: 'Each day: counts, at most five links, the best quotes.' }),
    closing: fixed.optional().meta({ description: 'The end, with thanks.' }),
    'unpin-after-days': wholeNumber({ from: 0, to: 365 })
      .optional()
      .meta({ description: 'So many days after the closing the pinned post is unpinned.' }),
  },
  { phrase: 'announcement, opening, day-opening, starting-soon, session-opener, day-wrap-up, closing' },
);

const shapes = ['per-story', 'per-session', 'per-day'] as const;

/** How stories and sessions hang together. */
export const threads = z.union(
  [
    oneOf(shapes),
    section(
      {
        shape: oneOf(shapes),
        'most-posts': wholeNumber({ from: 2, to: 200 })
          .default(20)
          .meta({ description: 'Then the thread goes on in another.' }),
        'key-moments': words.default([]).meta({
          description:
            'A story with one of these in its headline or lead stands alone, and quotes the thread it belongs to.',
        }),
      },
      { phrase: 'shape, most-posts, key-moments' },
    ),
  ],
  { error: 'one of per-story, per-session, per-day, or shape, most-posts, key-moments' },
);

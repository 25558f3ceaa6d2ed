import { z } from 'zod';
import { agenda } from './agenda-keys.ts';
import { feed } from './feed-keys.ts';
import { moments, threads } from './moment-keys.ts';
import { listOf, namedEntries, oneOf, section, wholeNumber, written } from './schema-parts.ts';
import {
  approvedSpelling,
  bannedTerm,
  blueskyHandle,
  burst,
  cronLine,
  dayRange,
  kebabName,
  languageTag,
  mastodonHandle,
  searchTerm,
  stretchOfTime,
  tagWord,
  timeRange,
  zoneName,
} from './written-values.ts';

const visibility = oneOf(['public', 'unlisted', 'private']);
const mostPosts = wholeNumber({ from: 1, to: 20 });
const tags = listOf(tagWord, { phrase: 'a list of hashtags, as in [UNPeacekeeping, Vancouver]' });
const terms = listOf(searchTerm, { phrase: 'a list of words and phrases' });
const bannedTerms = listOf(bannedTerm, { phrase: 'a list of words and phrases' });
const cronLines = listOf(cronLine, { phrase: 'a list of cron lines', least: 1 });

const covers = section(
  {
    any: terms
      .default([])
      .meta({ description: 'At least one of these stands in the story. "*" stands in every story.' }),
    all: terms.default([]).meta({ description: 'Each of these stands in the story.' }),
    none: terms.default([]).meta({ description: 'None of these stands in the story.' }),
  },
  { phrase: 'lists of words under any, all and none' },
).check((context) => {
  if (context.value.any.length + context.value.all.length > 0) return;
  const message =
    'Nothing says which stories belong; list words under any or all ("*" under any for every story).';
  context.issues.push({ code: 'custom', message, input: context.value });
});

const poll = section(
  {
    during: z.union([cronLine, cronLines], { error: 'a cron line or a list of them' }).optional().meta({
      description: "On the event's days; without it the agenda decides, or else it is every two minutes.",
    }),
    otherwise: z
      .union([z.literal('never'), cronLine, cronLines], { error: 'a cron line, a list of them, or never' })
      .optional()
      .meta({
        description:
          'On all other days; "never" for not at all, as it is without this key where there is an agenda, and else every quarter of an hour.',
      }),
  },
  { phrase: 'cron lines under during and otherwise' },
);

const howMany = wholeNumber({ from: 0, to: 10 }).optional();

const numberedPart = section(
  { quotes: howMany, points: howMany, media: howMany },
  { phrase: 'a part with how many posts of it at most, as in quotes: 2' },
).check((context) => {
  if (context.issues.length > 0 || Object.keys(context.value).length === 1) return;
  const message = 'Each part is an entry of its own, as in [quotes: 2, points: 1].';
  context.issues.push({ code: 'custom', message, input: context.value });
});

const parts = listOf(
  z.union([oneOf(['opener', 'quotes', 'points', 'media']), numberedPart], {
    error: 'one of opener, quotes, points, media, or as in quotes: 2',
  }),
  { phrase: 'a list, as in [opener, quotes: 2, points, media]', least: 1 },
).check((context) => {
  const names = context.value.map((part) => (typeof part === 'string' ? part : Object.keys(part)[0]));
  const twice = names.find((name, at) => names.indexOf(name) < at);
  const message =
    names.includes('opener') && names[0] !== 'opener'
      ? 'A thread begins with its opener; put opener first.'
      : twice && `"${twice}" stands twice; keep one of them.`;
  if (message) context.issues.push({ code: 'custom', message, input: context.value });
});

const pace = section(
  {
    'threads-per-hour': wholeNumber({ from: 1, to: 20 })
      .default(6)
      .meta({ description: 'At most, for each account.' }),
    'threads-per-day': wholeNumber({ from: 1, to: 200 })
      .default(60)
      .meta({ description: 'At most, for each account, in any 24 hours.' }),
    burst: burst
      .default('3 in 10m')
      .meta({ description: 'So many threads in so short a time, however the hour stands.' }),
    'smallest-gap': stretchOfTime.default('5m').meta({ description: 'Between two threads of an account.' }),
    'quiet-hours': timeRange
      .optional()
      .meta({ description: 'No thread is begun then, on the clocks of the zone, unless a session is live.' }),
    'fresh-for': stretchOfTime
      .default('45m')
      .meta({ description: 'A thread that has waited longer for its turn is stale.' }),
    'when-stale': oneOf(['digest', 'drop']).default('digest').meta({
      description: 'Stale threads are told in one post together, or not at all; after a day not at all.',
    }),
  },
  { phrase: 'threads-per-hour, smallest-gap, quiet-hours and the like' },
);

const freshness = section(
  { mastodon: stretchOfTime.optional(), bluesky: stretchOfTime.optional() },
  { phrase: 'a stretch of time for each network, as in { bluesky: 3m }' },
);

const style = section(
  {
    visibility: section(
      {
        opener: visibility.default('public'),
        'follow-ups': visibility.default('unlisted'),
      },
      { phrase: 'opener and follow-ups, as in { opener: public, follow-ups: unlisted }' },
    )
      .prefault({})
      .meta({
        description: 'Who sees the first post and the rest; Mastodon only, Bluesky posts are public.',
      }),
    tags: tags.optional().meta({ description: "Instead of the event's tags." }),
    language: languageTag.optional().meta({ description: "Instead of the event's language." }),
    'most-posts': mostPosts.optional().meta({ description: "Instead of the event's most-posts." }),
    'content-warning': written('the text of a content warning').optional(),
  },
  { phrase: 'the style of an account, or {} for the usual one' },
);

// An account with nothing behind its name has the usual style.
const styleOrNothing = style.nullable().transform((written) => written ?? style.parse({}));

const styles = namedEntries(styleOrNothing, {
  phrase: 'accounts by their names in the accounts file',
}).check((context) => {
  if (Object.keys(context.value).length > 0) return;
  const message = 'No account is named, so nothing would be published; name one from the accounts file.';
  context.issues.push({ code: 'custom', message, input: context.value });
});

const person = section(
  {
    mastodon: mastodonHandle.optional(),
    bluesky: blueskyHandle.optional(),
  },
  { phrase: 'handles under mastodon and bluesky' },
);

const glossary = namedEntries(approvedSpelling, {
  phrase: 'names as articles print them, each with its approved spelling, as in Kiev: Kyiv',
}).check((context) => {
  for (const name of Object.keys(context.value)) {
    if (/\p{L}/u.test(name)) continue;
    const message = `"${name}" is not a name that an article could print.`;
    context.issues.push({ code: 'custom', message, input: context.value, path: [name] });
  }
});

/** The event file as operators write it: the one source for validation, defaults and the JSON Schema. */
export const eventFile = section(
  {
    event: kebabName.meta({
      description: 'Short name of the event, unique among the files that run together.',
    }),
    title: written('the name of the event').meta({ description: 'Name of the event as followers know it.' }),
    place: written('the place of the event').optional().meta({ description: 'Where it happens.' }),
    zone: zoneName.meta({
      description: 'Time zone of the place, by its IANA name; all times here are read in it.',
    }),
    dates: dayRange.meta({ description: 'First and last day.' }),
    language: languageTag.meta({ description: 'Language of the feeds and the posts.' }),
    tags: tags
      .default([])
      .meta({ description: 'Hashtags for the first post of a thread, without #, at most two.' }),
    feeds: listOf(feed, { phrase: 'a list of feeds, each with its url', least: 1 }).meta({
      description: 'What is read.',
    }),
    covers: covers.meta({
      description: 'Which stories belong: whole words, whatever their case and accents.',
    }),
    agenda: agenda.default([]).meta({
      description:
        'The programme: the address or file of a schedule (iCalendar, schedule.xml, schedule.json), sessions, or a list of these.',
    }),
    poll: poll
      .prefault({})
      .meta({ description: 'How often feeds are read: cron lines, in the zone of the event.' }),
    moments: moments
      .prefault({})
      .meta({ description: 'Posts that the programme itself causes; none that is not named here.' }),
    threads: threads.default('per-story').meta({
      description:
        'What a thread is about: a story, or a session or a day that its stories join; it goes on in another after so many posts.',
    }),
    parts: parts
      .default(['opener', { quotes: 2 }, 'points', 'media'])
      .meta({ description: 'What a thread is made of.' }),
    'most-posts': mostPosts.default(6).meta({ description: 'Posts in a thread, at most.' }),
    pace: pace.prefault({}).meta({ description: 'How many threads followers get.' }),
    freshness: freshness.optional().meta({
      description:
        'How soon after its publication a story is to be public, on each network; later ones raise an alarm.',
    }),
    'confirm-over': wholeNumber({ from: 1, to: 1000 }).default(25).meta({
      description:
        'A change of this file that posts more than so many threads and moments to one account within 24 hours waits for "rapporteur plan --approve", or for "run --yes".',
    }),
    accounts: styles.meta({
      description: 'Where it is published, by the names in the accounts file, and in what style.',
    }),
    'accounts-file': written('the path of the accounts file')
      .default('accounts.yaml')
      .meta({ description: 'Seen from this file.' }),
    people: namedEntries(person, { phrase: 'names, each with handles' }).default({}).meta({
      description: 'People who agreed to be mentioned, by the name the articles print, and their handles.',
    }),
    glossary: glossary.default({}).meta({
      description:
        'Names as articles print them, and how the house spells them under a quote. The words of the source stay as they are.',
    }),
    'hold-for-approval': terms.default([]).meta({
      description:
        'A story with one of these in what would be posted waits for "rapporteur approve" or "rapporteur drop", a post of the programme for "rapporteur release".',
    }),
    'never-post': bannedTerms.default([]).meta({
      description:
        'A quote, key point, picture or recording with one of these is left out; a story with one in its headline or lead is held.',
    }),
  },
  { phrase: 'an event' },
).meta({ title: 'Event', description: 'A conference to cover.' });

/** An event file without errors, its defaults filled in. */
export type EventFile = z.output<typeof eventFile>;

import type { z } from 'zod';
import { hour, type Milliseconds, minute } from '../base/instant.ts';
import type { EventFeed } from '../coverage/event.ts';
import { oneOf, section, wholeNumber } from './schema-parts.ts';
import { bodySize, languageTag, settlingTime, webAddress } from './written-values.ts';

/** A feed as operators write it. */
export const feed = section(
  {
    url: webAddress.meta({ description: 'Address of an RSS, Atom or JSON feed.' }),
    'catch-up': wholeNumber({ from: 0, to: 3 }).default(0).meta({
      description: 'How many of the stories already in the feed at first sight are covered, newest first.',
    }),
    cadence: oneOf(['polite', 'mine']).default('polite').meta({
      description:
        '"mine" for a feed of your own: on the days of the event the cron lines alone say how often it is asked, whatever its server wants.',
    }),
    language: languageTag.optional().meta({
      description:
        "For feeds that tell the same news in several languages: an account gets the stories of the feed in its own language. The event's language without.",
    }),
    stabilise: settlingTime.default('0m').meta({
      description: 'A new story waits until its article has stayed the same for so long.',
    }),
    'largest-body': bodySize.default('5MB').meta({ description: 'A longer feed is refused.' }),
  },
  { phrase: 'a feed with its url' },
);

/** The feed that is written so. */
export function describeFeed(written: z.output<typeof feed>): EventFeed {
  return {
    url: written.url,
    catchUp: written['catch-up'],
    cadence: written.cadence,
    ...(written.language !== undefined && { language: written.language }),
    ...stabiliseOf(written.stabilise),
    mostBodyBytes: bytesOf(written['largest-body']),
  };
}

/** Milliseconds for minutes or hours as operators write them. */
export function stretchOf(written: string): Milliseconds {
  return Number.parseInt(written, 10) * (written.endsWith('h') ? hour : minute);
}

/** No wait at all is what nothing written means too. */
function stabiliseOf(written: string): Pick<EventFeed, 'stabilise'> {
  const [quiet = '', most = quiet] = written.split(/,? at most /);
  return stretchOf(quiet) === 0 ? {} : { stabilise: { quiet: stretchOf(quiet), most: stretchOf(most) } };
}

function bytesOf(written: string): number {
  return Number.parseInt(written, 10) * (/k/i.test(written) ? 1000 : 1_000_000);
}

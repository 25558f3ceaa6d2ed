import type { Chance } from '../../src/base/chance.ts';
import { formatInstant, hour, type Instant, minute, toDate } from '../../src/base/instant.ts';
import { aFeed, morning } from './newsroom.ts';

/** A site with two feeds in English, one of which lags behind, and one in French, that does what sites do to feeds. */
export interface Publisher {
  readonly about: string;
  readonly feeds: readonly PublisherFeed[];
  readonly stories: readonly Told[];
  /** Does something, or two things at once, to what it tells; returns what. */
  act(now: Instant): readonly string[];
  render(feed: PublisherFeed): string;
}

export interface PublisherFeed {
  readonly url: string;
  /** Null for the event's own. */
  readonly language: 'fr' | null;
  /** Its dates are so much later. */
  readonly lag: number;
}

interface Told {
  readonly name: string;
  readonly isNews: boolean;
  title: string;
  text: string;
  publishedAt: Instant;
  guid: string;
  slug: string;
  isThere: boolean;
  /** Another story has its headline. */
  readonly isTwin: boolean;
}

interface Habits {
  readonly guids: 'opaque' | 'address' | 'none' | 'one-for-all';
  readonly dates: 'time' | 'day' | 'none';
  readonly texts: 'own' | 'boilerplate' | 'none';
  /** All stories are on one page. */
  readonly isLive: boolean;
}

type Deed = 'typo' | 'reword' | 'retext' | 'bump' | 'reguid' | 'relink';

export function aPublisher(chance: Chance): Publisher {
  const pick = <Value>(of: readonly Value[]): Value => {
    const picked = of[Math.floor(chance.fraction() * of.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  };
  const words = (count: number) => Array.from({ length: count }, () => pick(vocabulary)).join(' ');
  const guids = pick(['opaque', 'opaque', 'address', 'address', 'none', 'one-for-all'] as const);
  const habits: Habits = {
    guids,
    dates: pick(['time', 'time', 'day', 'none']),
    texts: pick(['own', 'own', 'own', 'boilerplate', 'none']),
    isLive: guids === 'opaque' && chance.fraction() < 0.3,
  };
  // Of so many words that two texts have few in common.
  const prose = (count: number) =>
    Array.from({ length: count }, () => pick(vocabulary) + pick(vocabulary)).join(' ');
  const boilerplate = prose(12);
  const stories: Told[] = [];
  const order: Told[] = [];
  let count = 0;

  function tell(now: Instant, { isNews, twinOf }: { isNews: boolean; twinOf: Told | null }): string {
    count += 1;
    const name = `story-${count}`;
    const day = now - (now % (24 * hour)) + 12 * hour;
    const told: Told = {
      name,
      isNews,
      title: twinOf?.title ?? words(6),
      text: habits.texts === 'none' ? '' : habits.texts === 'boilerplate' ? boilerplate : prose(20),
      publishedAt: habits.dates === 'day' ? day : now - minute - (now % minute) + 7000,
      guid: `guid-${count}`,
      slug: `slug-${count}`,
      isThere: true,
      isTwin: twinOf !== null,
    };
    stories.push(told);
    order.unshift(told);
    return twinOf ? `${name} is told with the headline of ${twinOf.name}` : `${name} is told`;
  }

  function change(story: Told, deed: Deed): void {
    switch (deed) {
      case 'typo':
        story.title = slipIn(story.title, pick);
        return;
      case 'reword':
        story.title = words(6);
        return;
      case 'retext':
        story.text = `${story.text} ${prose(2)}`;
        return;
      case 'bump':
        if (habits.dates === 'time') story.publishedAt += (1 + Math.floor(chance.fraction() * 5)) * hour;
        order.splice(order.indexOf(story), 1);
        order.unshift(story);
        return;
      case 'reguid':
        story.guid = `${story.guid}-again`;
        return;
      case 'relink':
        story.slug = `${story.slug}-moved`;
    }
  }

  for (let index = 0; index < 8; index += 1) tell(morning - index * hour, { isNews: false, twinOf: null });

  return {
    about: JSON.stringify(habits),
    feeds: [
      { url: 'https://news.example/wire.xml', language: null, lag: 0 },
      { url: 'https://news.example/city.xml', language: null, lag: 3 * hour },
      { url: 'https://news.example/fr.xml', language: 'fr', lag: hour },
    ],
    stories,
    act: (now) => {
      const there = order.filter(({ isThere }) => isThere);
      const away = stories.filter(({ isThere }) => !isThere);
      const kind = chance.fraction();
      if (kind < 0.3) return [tell(now, { isNews: true, twinOf: null })];
      if (kind < 0.36 && habits.texts === 'own') return [tell(now, { isNews: true, twinOf: pick(stories) })];
      if (kind < 0.46 && there.length > 7) {
        const gone = pick(there);
        gone.isThere = false;
        return [`${gone.name} vanishes`];
      }
      if (kind < 0.54 && away.length > 0) {
        const back = pick(away);
        back.isThere = true;
        return [`${back.name} returns`];
      }
      if (kind < 0.6) {
        order.reverse();
        return ['the order is reversed'];
      }
      const story = pick(there);
      const deeds = new Set([pick(deedKinds), ...(chance.fraction() < 0.5 ? [pick(deedKinds)] : [])]);
      if (!isRecognisable(deeds, { habits, story })) return [];
      for (const deed of deeds) change(story, deed);
      return [`${story.name}: ${[...deeds].join(' and ')}`];
    },
    render: ({ language, lag }) =>
      aFeed(
        order
          .filter(({ isThere }) => isThere)
          .map((story) => {
            const link = habits.isLive
              ? `https://news.example/live#${story.slug}`
              : `https://news.example/${language ?? 'en'}/${story.slug}${lag > 0 ? '?utm_source=city' : ''}`;
            const guid = { opaque: story.guid, address: link, none: null, 'one-for-all': 'news' }[
              habits.guids
            ];
            const at = formatInstant(story.publishedAt + (habits.dates === 'time' ? lag : 0));
            return `<item><title>${story.title}</title><link>${link}</link>${guid === null ? '' : `<guid isPermaLink="false">${guid}</guid>`}
${habits.dates === 'none' ? '' : `<pubDate>${toDate(Date.parse(at)).toUTCString()}</pubDate>`}<category>${story.name}</category>
<description>${story.text}</description></item>`;
          }),
      ),
  };
}

const deedKinds: readonly Deed[] = ['typo', 'reword', 'retext', 'bump', 'reguid', 'relink'];

/** Whether anything is left by which a reader who knows only the feed could tell that it is the same story. */
function isRecognisable(
  deeds: ReadonlySet<Deed>,
  { habits, story }: { habits: Habits; story: Told },
): boolean {
  const { guids, dates, texts, isLive } = habits;
  const does = (...kinds: readonly Deed[]) => kinds.some((kind) => deeds.has(kind));
  const keepsGuid = guids === 'opaque' && !does('reguid');
  const keepsLink = !isLive && !does('relink');
  const isMoved = does('bump') && dates === 'time';
  const keepsTitleAndDate = dates !== 'none' && !story.isTwin && !does('typo', 'reword') && !isMoved;
  const keepsWords = texts === 'own' ? !does('retext', 'reword') : !does('typo', 'reword', 'retext');
  return keepsGuid || keepsLink || keepsTitleAndDate || (keepsWords && texts !== 'boilerplate');
}

/** Two letters swapped in one of the longer words. */
function slipIn(title: string, pick: <Value>(of: readonly Value[]) => Value): string {
  const word = pick(title.split(' '));
  const [first = '', second = '', third = '', ...rest] = word;
  return title.replace(word, `${first}${third}${second}${rest.join('')}`);
}

const vocabulary = (
  'harbour pilots ministers agree pledge training helicopters engineers convoy reform budget delegates gather promise ' +
  'support mission observers ceasefire villages children schools medicine border river bridges workers strike talks ' +
  'council resolution adopt sanctions refugees shelter winter drought farmers market prices vaccine hospital nurses'
).split(' ');

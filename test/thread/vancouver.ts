import type { Article } from '../../src/article/article.ts';
import type { Quote, Speaker } from '../../src/article/quote.ts';
import type { ThreadSource } from '../../src/thread/compose-thread.ts';
import type { Limits } from '../../src/thread/limits.ts';
import {
  aList,
  anArticle,
  anEvent,
  anImage,
  aParagraph,
  aQuote,
  aRecording,
  aStory,
  aStyle,
} from './builders.ts';

// The article is the United Nations': UN News, 13 November 2017.

const khare: Speaker = { name: 'Atul Khare', role: 'Under-Secretary-General for Field Support' };

/** UN News's story on the eve of the Vancouver conference, as the page reader gives it. */
const vancouverArticle: Article = anArticle({
  url: 'https://news.un.org/en/story/2017/11/example',
  siteName: 'UN News',
  headline: 'Largest gathering of defence ministers dedicated to UN peacekeeping to kick off in Vancouver',
  lead: 'It is extremely critical that “major gaps” in equipment and staff needed to maintain United Nations peacekeeping operations are filled “in the shortest possible time possible” Atul Khare, the Under-Secretary-General for Field Support, said ahead of a major gathering of global defence ministers in Canada.',
  blocks: [
    aParagraph(
      'On the eve of the second UN Peacekeeping Defence Ministerial Conference, taking place on Tuesday and Wednesday in Vancouver, British Columbia, Mr. Khare said: “We are trying to make do. We are trying to do the best that we can; we are trying many innovations.”',
    ),
    aList(
      [
        'measure the progress made since the 2016 UN Peacekeeping Defence Ministerial Conference;',
        'encourage new pledges from Member States, particularly in areas where the UN faces gaps, such as rapid deployment, helicopters and francophone units;',
        'advance peacekeeping reform through the efforts of Member States and the UN to improve the UN’s capacity to better plan and perform peacekeeping operations; and',
        'foster pragmatic and innovative solutions to make peacekeeping operations more effective, by building on the ‘3Ps’ — pledges, planning, performance – with a new focus on partnerships.',
      ],
      'The Conference, hosted by Canada, is the largest gathering of defence ministers dedicated to UN peacekeeping. It aims to:',
    ),
    aParagraph(
      '“This meeting is critical to our work. We have now indications that about 80 countries – which is quite a large number – are likely to attend at ministerial level [...] This is a very good indication of the importance which countries attach to this meeting,” said Mr. Khare.',
    ),
    aParagraph(
      'In an exclusive interview with UN News, the senior official talks more about the importance of the meeting to UN peacekeeping, and what his expectations are for the outcome.',
    ),
  ],
  images: [
    anImage({
      url: 'https://news.un.org/example/picture.jpg',
      altText: 'Peacekeepers in blue helmets board a helicopter.',
    }),
  ],
  recordings: [
    aRecording({
      url: 'https://news.un.org/example/video',
      caption:
        'Under-Secretary-General Atul Khare calls for international support as ways to improve and make peacekeeping operations more effective.',
    }),
    aRecording({
      kind: 'audio',
      url: 'https://news.un.org/example/audio',
      caption:
        'Under-Secretary-General Atul Khare says that it is extremely critical to fill major gaps in UN peacekeeping.',
    }),
  ],
});

/** What the article quotes: two phrases and two statements. */
const vancouverQuotes: readonly Quote[] = [
  aQuote('major gaps', { kind: 'phrase', start: 123, speaker: khare }),
  aQuote('in the shortest possible time possible', { kind: 'phrase', start: 240, speaker: khare }),
  aQuote(
    'We are trying to make do. We are trying to do the best that we can; we are trying many innovations.',
    {
      start: 560,
      speaker: khare,
      mention: 'Mr. Khare',
    },
  ),
  aQuote('3Ps', { kind: 'phrase', start: 1400, speaker: null }),
  aQuote(
    'This meeting is critical to our work. We have now indications that about 80 countries – which is quite a large number – are likely to attend at ministerial level [...] This is a very good indication of the importance which countries attach to this meeting,',
    { start: 1500, speaker: khare, mention: 'Mr. Khare' },
  ),
];

/** Everything the composer needs to cover the story on an account with these limits. */
export function vancouverOn(limits: Limits): ThreadSource {
  return {
    story: aStory({ id: 'vancouver' }),
    article: vancouverArticle,
    quotes: vancouverQuotes,
    event: anEvent({ id: 'vancouver-2017', tags: ['UNPeacekeeping', 'Vancouver'] }),
    style: aStyle({ tags: ['UNPeacekeeping', 'Vancouver'] }),
    limits,
  };
}

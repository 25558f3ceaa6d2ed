import type { Rule } from './rule.ts';
import { accordingTo } from './rules/according-to.ts';
import { speakerThenVerb, verbAtEnd, verbThenSpeaker } from './rules/after-quote.ts';
import {
  colonAfterSentence,
  cueBefore,
  invertedLeadIn,
  leadIn,
  nameAndColon,
  sentenceSpeaker,
} from './rules/before-quote.ts';
import { nameAfterDash, nameOnNextLine } from './rules/dash.ts';
import {
  paragraphBefore,
  paragraphGoesOn,
  paragraphLeadIn,
  quotationGoesOn,
  sameParagraph,
  sameSentence,
  sentenceBefore,
} from './rules/neighbours.ts';
import { topicOfSentence } from './rules/topic.ts';

/** Every way of telling who speaks, in the order they are asked: frames around the words first, neighbours last. */
export const rules: readonly Rule[] = [
  invertedLeadIn,
  leadIn,
  nameAndColon,
  verbThenSpeaker,
  speakerThenVerb,
  nameAfterDash,
  nameOnNextLine,
  accordingTo,
  topicOfSentence,
  cueBefore,
  verbAtEnd,
  sameSentence,
  colonAfterSentence,
  sentenceSpeaker,
  sameParagraph,
  sentenceBefore,
  quotationGoesOn,
  paragraphLeadIn,
  paragraphGoesOn,
  paragraphBefore,
];

import type { MomentRules } from '../../../src/coverage/moments/moment-rules.ts';

/** An event without posts of its own. */
export const noMoments: MomentRules = {
  announcement: null,
  opening: null,
  dayOpening: null,
  startingSoon: null,
  sessionOpener: null,
  sessionChanged: null,
  dayWrapUp: null,
  closing: null,
  unpinAfterDays: null,
};

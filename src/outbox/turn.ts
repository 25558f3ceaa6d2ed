/** What a delivery is in its event for: what the agenda causes comes before the news of the day. */
export type Priority = 'moment' | 'key-moment' | 'story';

/** Among what is due to an account the lowest turn goes first; a thread under way before anything that is not begun. */
export const turns = { underWay: 0, moment: 1, 'key-moment': 2, story: 3 } as const satisfies Record<
  Priority | 'underWay',
  number
>;

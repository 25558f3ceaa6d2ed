/** What a template of a moment may leave to be filled in. */
export const placeholders = [
  'title',
  'place',
  'dates',
  'day',
  'session',
  'time',
  'room',
  'speakers',
  'stream',
  'link',
  'programme',
  'links',
  'stories',
  'pace',
  'tag',
] as const;

/** One of them. */
export type Placeholder = (typeof placeholders)[number];

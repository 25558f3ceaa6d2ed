import type { FindFault } from './faults.ts';

const host = '([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]';
const mastodonForm = new RegExp(`^@?[a-z0-9_]+([a-z0-9_.-]+[a-z0-9_]+)?@${host}(:\\d+)?$`, 'i');
const blueskyForm = new RegExp(`^@?${host}$`, 'i');

/** What is wrong with a fediverse address; the @ in front may be missing. */
export const findMastodonHandleFault: FindFault = (value) =>
  mastodonForm.test(value) ? null : `"${value}" is not an address on Mastodon; write "@name@server.example".`;

/** What is wrong with a Bluesky handle; an @ in front may stand. */
export const findBlueskyHandleFault: FindFault = (value) =>
  blueskyForm.test(value) ? null : `"${value}" is not a handle on Bluesky; write it as in name.bsky.social.`;

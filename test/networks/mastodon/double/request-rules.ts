import { Ajv } from 'ajv';

// What Mastodon's documentation allows in the requests that we make, no more: an unknown field or a wrong type is a
// mistake of ours that a real server would pass over in silence.

const ajv = new Ajv({ allErrors: true, allowUnionTypes: true });

const id = { type: 'string', minLength: 1 } as const;

const statusBody = ajv.compile({
  type: 'object',
  properties: {
    status: { type: 'string' },
    media_ids: { type: 'array', items: id, minItems: 1, uniqueItems: true },
    in_reply_to_id: id,
    sensitive: { type: 'boolean' },
    spoiler_text: { type: 'string', minLength: 1 },
    quoted_status_id: id,
    visibility: { enum: ['public', 'unlisted', 'private', 'direct'] },
    // ISO 639, which Mastodon also takes with a region.
    language: { type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z]+)?$' },
    // Not documented; in app/controllers/api/v1/statuses_controller.rb.
    allowed_mentions: { type: 'array', items: id },
  },
  anyOf: [{ required: ['status'] }, { required: ['media_ids'] }],
  additionalProperties: false,
});

// An edit takes away what it does not send; who sees a post and what it answers can't be changed.
const editBody = ajv.compile({
  type: 'object',
  properties: {
    status: { type: 'string', minLength: 1 },
    sensitive: { type: 'boolean' },
    spoiler_text: { type: 'string' },
    language: { type: 'string', pattern: '^[a-z]{2,3}(-[A-Za-z]+)?$' },
  },
  required: ['status'],
  additionalProperties: false,
});

const statusesQuery = ajv.compile({
  type: 'object',
  properties: {
    limit: { type: 'string', pattern: '^([1-9]|[1-3][0-9]|40)$' },
    exclude_reblogs: { enum: ['true', 'false'] },
    max_id: id,
  },
  additionalProperties: false,
});

const mediaForm = ajv.compile({
  type: 'object',
  properties: {
    file: { type: 'string', pattern: '^image/(jpeg|png|gif|webp|avif|heic)$' },
    description: { type: 'string', minLength: 1 },
    // masto's own switch, which it sends along.
    skip_polling: { enum: ['true'] },
  },
  required: ['file'],
  additionalProperties: false,
});

/** What a request does wrong, by the API's description; null when nothing. */
export function findFault(what: 'status' | 'edit' | 'statuses' | 'media', given: unknown): string | null {
  const valid = { status: statusBody, edit: editBody, statuses: statusesQuery, media: mediaForm }[what];
  return valid(given) ? null : ajv.errorsText(valid.errors, { dataVar: what });
}

import type { mastodon } from 'masto';
import { createRestAPIClient } from 'masto';
import { Agent } from 'undici';
import type { z } from 'zod';
import { failed, messageOf, success } from '../../base/failure.ts';
import { formatInstant, type Milliseconds, second } from '../../base/instant.ts';
import { type Cost, type Gate, openDoor } from '../budget.ts';
import {
  accountShape,
  contextShape,
  deletedShape,
  instanceShape,
  mediaShape,
  statusesShape,
  statusShape,
} from './answers.ts';
import { costOf } from './budgets.ts';
import type { Answer, MastodonClient, MediaToUpload, Refusal, Sending, StatusToCreate } from './client.ts';
import type { FrozenStatus } from './frozen.ts';
import { createWitness, type Seen } from './witness.ts';

/** How long a server may take over one request. Short beside a claim's lease, since a post may need several. */
const requestTimeout: Milliseconds = 30 * second;

/** Talks to a server through masto. */
export function createMastoClient(
  server: { serviceUrl: string; accessToken: string; gate?: Gate },
  timeout: Milliseconds = requestTimeout,
): MastodonClient {
  const agent = new Agent({ connect: { timeout: Math.min(timeout, 10 * second) } });
  const ask = <Shape extends z.ZodType>(
    shape: Shape,
    call: (masto: mastodon.rest.Client) => PromiseLike<unknown>,
    {
      does = null,
      isInTime = () => true,
    }: { does?: Parameters<typeof costOf>[0]; isInTime?: Sending['isInTime'] } = {},
  ) =>
    askWithinBudget(() => askServer(shape, call, { ...server, agent, timeout, isInTime }), {
      costs: costOf(does),
      gate: server.gate ?? openDoor,
    });
  return {
    readInstance: async () => {
      const newer = await ask(instanceShape, (masto) => masto.v2.instance.fetch());
      if (newer.ok || newer.failure.kind !== 'answered' || newer.failure.httpStatus !== 404) return newer;
      return ask(instanceShape, (masto) => masto.v1.instance.fetch());
    },
    verifyCredentials: () => ask(accountShape, (masto) => masto.v1.accounts.verifyCredentials()),
    createStatus: (status, { idempotencyKey, isInTime }) =>
      ask(
        statusShape,
        (masto) =>
          masto.v1.statuses.create(paramsOf(status), {
            requestInit: { headers: { 'Idempotency-Key': idempotencyKey } },
          }),
        { does: 'statuses', isInTime },
      ),
    editStatus: (id, status) =>
      ask(statusShape, (masto) => masto.v1.statuses.$select(id).update(editOf(status)), {
        does: 'statuses',
      }),
    deleteStatus: (id) =>
      ask(deletedShape, (masto) => masto.v1.statuses.$select(id).remove(), { does: 'deletes' }),
    pinStatus: (id) => ask(statusShape, (masto) => masto.v1.statuses.$select(id).pin()),
    unpinStatus: (id) => ask(statusShape, (masto) => masto.v1.statuses.$select(id).unpin()),
    readStatus: (id) => ask(statusShape, (masto) => masto.v1.statuses.$select(id).fetch()),
    uploadMedia: (media) =>
      ask(
        mediaShape,
        (masto) =>
          // Without `skipPolling` masto waits for the media itself, by the machine's clock and out of our sight.
          masto.v2.media.create({ file: fileOf(media), description: media.altText, skipPolling: true }),
        { does: 'media' },
      ),
    readMedia: (id) => ask(mediaShape, (masto) => masto.v1.media.$select(id).fetch()),
    listStatuses: (accountId, { olderThan }) =>
      ask(statusesShape, (masto) =>
        masto.v1.accounts.$select(accountId).statuses.list({
          limit: 40,
          excludeReblogs: true,
          ...(olderThan !== null && { maxId: olderThan }),
        }),
      ),
    listDescendants: (statusId) =>
      ask(contextShape, (masto) => masto.v1.statuses.$select(statusId).context.fetch()),
    close: () => agent.destroy(),
  };
}

/** Asks the account's budgets first and tells them what the answer said; what exceeds one is not sent. */
async function askWithinBudget<Value>(
  ask: () => Promise<{ readonly answer: Answer<Value>; readonly seen: Seen }>,
  { costs, gate }: { costs: readonly Cost[]; gate: Gate },
): Promise<Answer<Value>> {
  const { until, standing } = await gate.enter(costs);
  if (until !== null)
    return failed({ kind: 'withheld', until, detail: `its limit is renewed at ${formatInstant(until)}` });
  const { answer, seen } = await ask();
  if (seen.answer) await gate.heed({ ...seen.answer, standing });
  return answer;
}

/**
 * masto throws away the status of an answer that is not JSON, and the headers of every other, so each request has a
 * witness at the connection. One client per request: that is how masto passes the witness to its paginator, too.
 */
async function askServer<Shape extends z.ZodType>(
  shape: Shape,
  call: (masto: mastodon.rest.Client) => PromiseLike<unknown>,
  at: {
    serviceUrl: string;
    accessToken: string;
    agent: Agent;
    timeout: Milliseconds;
    isInTime: Sending['isInTime'];
  },
): Promise<{ readonly answer: Answer<z.output<Shape>>; readonly seen: Seen }> {
  const witness = createWitness(at.agent, at.isInTime);
  const masto = createRestAPIClient({
    url: at.serviceUrl,
    accessToken: at.accessToken,
    timeout: at.timeout,
    requestInit: {
      ...witness.requestInit,
      // A redirected POST becomes a GET, whose answer would pass for the post's.
      redirect: 'manual',
      // The witness reads bodies as they come over the wire.
      headers: { 'Accept-Encoding': 'identity', 'User-Agent': 'Rapporteur (conference coverage bot)' },
    },
  });
  try {
    const read = shape.safeParse(await call(masto));
    const seen = witness.seen();
    if (read.success) return { answer: success(read.data), seen };
    const detail = `${nameAnswer(seen)} is not what was asked for`;
    return { answer: failed({ kind: 'no-answer', detail }), seen };
  } catch (thrown) {
    const seen = witness.seen();
    return { answer: failed(refusalOf(seen, thrown)), seen };
  }
}

function refusalOf(seen: Seen, thrown: unknown): Refusal {
  const cause = thrown instanceof Error && thrown.cause !== undefined ? thrown.cause : thrown;
  if (!seen.sent) return { kind: 'not-sent', detail: messageOf(cause) };
  if (!seen.answer?.whole) return { kind: 'no-answer', detail: messageOf(cause) };
  const { httpStatus, headers, body } = seen.answer;
  if (httpStatus >= 200 && httpStatus < 300)
    return { kind: 'no-answer', detail: `${nameAnswer(seen)} is not what was asked for` };
  return { kind: 'answered', httpStatus, message: errorIn(body), headers };
}

function nameAnswer({ answer }: Seen): string {
  return `an answer ${answer?.httpStatus} of type ${answer?.headers['content-type'] ?? 'unknown'}`;
}

function errorIn(body: string): string {
  try {
    const { error } = JSON.parse(body);
    return typeof error === 'string' ? error : '';
  } catch {
    return '';
  }
}

function paramsOf(status: StatusToCreate): mastodon.rest.v1.CreateStatusParams {
  const params = {
    status: status.status,
    visibility: status.visibility,
    language: status.language,
    ...(status.spoiler_text !== undefined && { spoilerText: status.spoiler_text }),
    ...(status.sensitive && { sensitive: true }),
    ...(status.allowed_mentions && { allowedMentions: status.allowed_mentions }),
    ...(status.in_reply_to_id !== undefined && { inReplyToId: status.in_reply_to_id }),
    ...(status.quoted_status_id !== undefined && { quotedStatusId: status.quoted_status_id }),
  };
  return status.media_ids ? { ...params, mediaIds: status.media_ids } : params;
}

/** All a post says, since what is not sent is taken away. Who sees it can't be changed. */
function editOf(status: FrozenStatus): mastodon.rest.v1.UpdateStatusParams {
  return {
    status: status.status,
    language: status.language,
    spoilerText: status.spoiler_text ?? '',
    sensitive: status.sensitive ?? false,
  };
}

function fileOf({ bytes, mediaType }: MediaToUpload): File {
  return new File([new Uint8Array(bytes)], `picture.${mediaType.split('/')[1] ?? 'bin'}`, {
    type: mediaType,
  });
}

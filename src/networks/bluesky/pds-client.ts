import type { Clock } from '../../base/clock.ts';
import { success } from '../../base/failure.ts';
import type { Milliseconds } from '../../base/instant.ts';
import type { Gate } from '../budget.ts';
import type { AccountLogin, SessionKeeper } from '../network.ts';
import { requestTimeout } from './ask.ts';
import { type BlueskyClient, isRefusedAs } from './client.ts';
import { profileCollection, readAddress } from './frozen.ts';
import { postCollection } from './record.ts';
import { createSession } from './session.ts';

/** The calls of this room, made of the account's server with @atproto/api. */
export function createPdsClient(
  login: AccountLogin & { readonly gate?: Gate; readonly clock?: Clock },
  sessions: SessionKeeper,
  timeout: Milliseconds = requestTimeout,
): BlueskyClient {
  const session = createSession(login, sessions, timeout);
  const resolveHandle: BlueskyClient['resolveHandle'] = (handle) =>
    session.asAnybody(async (agent) => (await agent.resolveHandle({ handle })).data.did);

  return {
    did: async () => {
      const known = login.handle.startsWith('did:') ? login.handle : await session.knownDid();
      return known === null ? resolveHandle(login.handle) : success(known);
    },
    signIn: () => session.signIn(),
    describeServer: () =>
      session.asAnybody(async (agent) => {
        const { data } = await agent.com.atproto.server.describeServer();
        return { blobUploadLimit: data.blobUploadLimit ?? null };
      }),
    resolveHandle,
    uploadBlob: (bytes, mediaType) =>
      session.asAccount(async (agent) => {
        const { blob } = (await agent.uploadBlob(bytes, { encoding: mediaType })).data;
        return { cid: blob.ref.toString(), mediaType: blob.mimeType, byteLength: blob.size };
      }),
    putNewRecord: ({ uri, value }) =>
      session.asAccount(async (agent) => {
        const { did, collection, key } = readAddress(uri);
        const put = { repo: did, collection, rkey: key, record: { ...value }, swapRecord: null };
        return [(await agent.com.atproto.repo.putRecord(put)).data.cid];
      }),
    createRecords: (records) =>
      session.asAccount(async (agent) => {
        const repo = agent.assertDid;
        const writes = records.map(({ uri, value }) => {
          const { collection, key } = readAddress(uri);
          const $type = 'com.atproto.repo.applyWrites#create' as const;
          return { $type, collection, rkey: key, value: { ...value } };
        });
        const { data } = await agent.com.atproto.repo.applyWrites({ repo, writes });
        return (data.results ?? []).map((result) => ('cid' in result ? String(result.cid) : ''));
      }),
    deleteRecord: (uri) =>
      session.asAccount(async (agent) => {
        const { did, collection, key } = readAddress(uri);
        await agent.com.atproto.repo.deleteRecord({ repo: did, collection, rkey: key });
        return true as const;
      }),
    putProfile: ({ value, readAs }) =>
      session.asAccount(async (agent) => {
        const record = { ...value, $type: profileCollection };
        const put = {
          repo: agent.assertDid,
          collection: profileCollection,
          rkey: 'self',
          record,
          swapRecord: readAs,
        };
        return (await agent.com.atproto.repo.putRecord(put)).data.cid;
      }),
    listPosts: (cursor) =>
      session.asAccount(async (agent) => {
        const { data } = await agent.com.atproto.repo.listRecords({
          repo: agent.assertDid,
          collection: postCollection,
          limit: 100,
          ...(cursor !== null && { cursor }),
        });
        const records = data.records.map(({ uri, cid, value }) => ({ uri, cid, value }));
        return { records, cursor: data.cursor ?? null };
      }),
    readRecord: async (uri) => {
      const { did, collection, key } = readAddress(uri);
      const read = await session.asAccount(async (agent) => {
        const { data } = await agent.com.atproto.repo.getRecord({ repo: did, collection, rkey: key });
        return { cid: data.cid ?? '', value: data.value };
      });
      return !read.ok && isRefusedAs(read.failure, 'RecordNotFound') ? success(null) : read;
    },
  };
}

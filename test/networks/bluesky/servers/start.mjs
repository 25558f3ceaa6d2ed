// One process with a PLC directory, a PDS and an AppView on loopback, and one account. Prints a line of JSON when ready.
// It ends, and leaves nothing behind, on SIGTERM or when its standard input closes: so it never outlives a test run.
import './loopback.mjs';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePorts } from './free-ports.mjs';
import { startPostgres } from './postgres.mjs';

// Read by every one of these packages when it is loaded.
process.env.LOG_ENABLED ??= 'false';
const [{ AtpAgent }, { Secp256k1Keypair }, { PDS }, { default: plcServer }, bsky, { startControl }] =
  await Promise.all([
    import('@atproto/api'),
    import('@atproto/crypto'),
    import('@atproto/pds'),
    import('@did-plc/server'),
    import('@atproto/bsky'),
    import('./control.mjs'),
  ]);

const folder = mkdtempSync(join(tmpdir(), 'bluesky-servers-'));
chmodSync(folder, 0o755); // PostgreSQL may run as another user
/** @type {(() => unknown)[]} */
const stops = [() => rmSync(folder, { recursive: true, force: true })];

async function stopAll() {
  for (const stop of stops.splice(0).reverse()) await stop();
  process.exit();
}
const end = () => void stopAll();
process.once('SIGTERM', end);
process.once('SIGINT', end);
process.stdin.once('close', end).resume();
process.once('uncaughtException', (error) => {
  console.error(error);
  process.exitCode = 1;
  end();
});

const [plcPort, pdsPort, appViewPort, dataPort, postgresPort, controlPort] = await findFreePorts(6);
const at = (port) => `http://localhost:${port}`;

const plc = plcServer.PlcServer.create({ db: plcServer.Database.mock(), port: plcPort });
await plc.start();
stops.push(() => plc.destroy());

const appViewDid = `did:web:${encodeURIComponent(`localhost:${appViewPort}`)}`;
const jwtSecret = randomBytes(16).toString('hex');
const pds = await startPds();
const { subscription } = await startAppView();
const control = startControl({ port: controlPort, pds, subscription });
stops.push(control.stop);

const account = await createAccount('newsdesk.test');
console.log(
  JSON.stringify({
    pds: at(pdsPort),
    appView: at(appViewPort),
    control: control.url,
    jwtSecret,
    ...account,
  }),
);

async function startPds() {
  const rotationKey = await Secp256k1Keypair.create({ exportable: true });
  const server = await PDS.fromEnv({
    devMode: true, // checks its own answers against the lexicons
    port: pdsPort,
    hostname: 'localhost', // makes its public address http://localhost:<port>, and handles end in .test
    dataDirectory: folder,
    blobstoreDiskLocation: join(folder, 'blobs'),
    didPlcUrl: at(plcPort),
    plcRotationKeyK256PrivateKeyHex: Buffer.from(await rotationKey.export()).toString('hex'),
    jwtSecret,
    adminPassword: 'admin',
    inviteRequired: false,
    enableDidDocWithSession: true, // as bsky.social: the client learns from it where its PDS is
    disableSsrfProtection: true, // everything it fetches here is on loopback
    bskyAppViewUrl: at(appViewPort),
    bskyAppViewDid: appViewDid,
    bskyAppViewCdnUrlPattern: `${at(appViewPort)}/img/%s/plain/%s/%s@jpeg`,
  });
  await server.start();
  stops.push(() => server.destroy());
  return server;
}

async function startAppView() {
  const postgres = await startPostgres({ port: postgresPort, folder: join(folder, 'postgres') });
  stops.push(postgres.stop);
  const db = new bsky.Database({ url: postgres.url, poolSize: 10 });
  stops.push(() => db.close());
  await db.migrateToLatestOrThrow();
  const dataPlane = await bsky.DataPlaneServer.create(db, dataPort, at(plcPort), globalThis.fetch);
  stops.push(() => dataPlane.destroy());
  const appView = bsky.BskyAppView.create({
    config: new bsky.ServerConfig(appViewConfig()),
    signingKey: await Secp256k1Keypair.create(),
  });
  // Handles under .test stand in no DNS: the PDS knows them.
  for (const { handle } of [dataPlane.idResolver, appView.ctx.idResolver]) handle.resolve = resolveAtPds;
  await appView.start();
  stops.push(() => appView.destroy());
  const subscription = new bsky.RepoSubscription({
    service: `ws://localhost:${pdsPort}`,
    db,
    idResolver: dataPlane.idResolver,
  });
  void subscription.start();
  stops.push(() => subscription.destroy());
  return { subscription };
}

function appViewConfig() {
  const nowhere = 'http://localhost:9'; // mutes and preferences, which nothing here uses
  return {
    version: 'test',
    debugMode: true,
    port: appViewPort,
    publicUrl: at(appViewPort),
    serverDid: appViewDid,
    didPlcUrl: at(plcPort),
    dataplaneUrls: [at(dataPort)],
    dataplaneHttpVersion: '1.1',
    bsyncUrl: nowhere,
    bsyncHttpVersion: '1.1',
    modServiceDid: 'did:example:moderation',
    labelsFromIssuerDids: [],
    alternateAudienceDids: [],
    adminPasswords: ['admin'],
    etcdHosts: [],
    disableSsrfProtection: true,
    maxThreadParents: 50,
    bigThreadUris: new Set(),
    searchTagsHide: new Set(),
    searchTagsHideAll: new Set(),
    threadTagsBumpDown: new Set(),
    threadTagsHide: new Set(),
    visibilityTagHide: '',
    visibilityTagRankPrefix: '',
    debugFieldAllowedDids: new Set(),
    draftsLimit: 500,
    feedGenSkeletonTimeout: 5000,
    blobCacheLocation: join(folder, 'blob-cache'),
  };
}

async function resolveAtPds(handle) {
  const query = new URLSearchParams({ handle });
  const answer = await fetch(`${at(pdsPort)}/xrpc/com.atproto.identity.resolveHandle?${query}`);
  return answer.ok ? (await answer.json()).did : undefined;
}

async function createAccount(handle) {
  const agent = new AtpAgent({ service: at(pdsPort) });
  await agent.createAccount({ handle, email: 'newsdesk@example.test', password: 'main-password' });
  const appPassword = await agent.com.atproto.server.createAppPassword({ name: 'test' });
  return { handle, did: agent.assertDid, appPassword: appPassword.data.password };
}

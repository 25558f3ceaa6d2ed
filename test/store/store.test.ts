import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { agendasBehave } from './behaviours/agendas.ts';
import { budgetsAreKept } from './behaviours/budgets.ts';
import { claimsBehave } from './behaviours/claims.ts';
import { decisionsBehave } from './behaviours/decisions.ts';
import { editsBehave } from './behaviours/edits.ts';
import { feedsBehave } from './behaviours/feeds.ts';
import { floodsBehave } from './behaviours/floods.ts';
import { threadsGoOn } from './behaviours/going-on.ts';
import { identitiesHold } from './behaviours/identities.ts';
import { keepsakesBehave } from './behaviours/keepsakes.ts';
import { knownPostsBehave } from './behaviours/known-posts.ts';
import { loadsAreShared } from './behaviours/loads.ts';
import { momentsBehave } from './behaviours/moments.ts';
import { overviewsAreBounded } from './behaviours/overviews.ts';
import { passagesBehave } from './behaviours/passages.ts';
import { pausesBehave } from './behaviours/pauses.ts';
import { plansBehave } from './behaviours/plans.ts';
import { replicasBehave } from './behaviours/replicas.ts';
import { revisionsBehave } from './behaviours/revisions.ts';
import { serverCommitsBehave } from './behaviours/server-commits.ts';
import { staleThreadsAreFolded } from './behaviours/stale.ts';
import { stampsRise } from './behaviours/stamps.ts';
import { storiesBehave } from './behaviours/stories.ts';
import { subscriptionsBehave } from './behaviours/subscriptions.ts';
import { uncertaintyBehaves } from './behaviours/uncertainty.ts';
import { unprovenPostsBehave } from './behaviours/unproven.ts';
import { wordsAreHeeded } from './behaviours/words.ts';
import { openForTest, postgresEngine, sqliteEngine } from './engines.ts';

describe.each([sqliteEngine(), postgresEngine()])('the store on $name', (engine) => {
  const opened: Store[] = [];
  const open = async (databaseUrl: string) => {
    const store = await openForTest(databaseUrl);
    opened.push(store);
    return store;
  };
  const freshStore = async () => open(await engine.freshAddress());

  beforeAll(() => engine.start());
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close();
  });
  afterAll(() => engine.stop());

  feedsBehave(freshStore);
  subscriptionsBehave(freshStore);
  agendasBehave(freshStore);
  storiesBehave(freshStore);
  identitiesHold(freshStore);
  floodsBehave(freshStore);
  revisionsBehave(freshStore);
  plansBehave(freshStore);
  knownPostsBehave(freshStore);
  momentsBehave(freshStore);
  decisionsBehave(freshStore);
  claimsBehave(freshStore);
  threadsGoOn(freshStore);
  unprovenPostsBehave(freshStore);
  loadsAreShared(freshStore);
  wordsAreHeeded(freshStore);
  pausesBehave(freshStore);
  budgetsAreKept(freshStore);
  passagesBehave(freshStore);
  overviewsAreBounded(freshStore);
  staleThreadsAreFolded(freshStore);
  uncertaintyBehaves(freshStore);
  keepsakesBehave(freshStore);
  stampsRise(freshStore);
  editsBehave(freshStore);
  // On a SQLite file there is one process; only PostgreSQL has replicas.
  if (engine.name === 'PostgreSQL') {
    replicasBehave({ freshAddress: () => engine.freshAddress(), open });
    serverCommitsBehave({ freshAddress: () => engine.freshAddress(), open });
  }
});

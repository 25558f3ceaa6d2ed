import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Surroundings } from './program.ts';
import type { Written } from './publisher.ts';

/** An empty folder, gone after the test. */
export async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-cli-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes event and accounts of "Harbour Days" into a folder of its own, which is where commands then run. */
export async function planHarbourDays({
  feedUrl,
  server,
  token,
  openHosts,
}: {
  feedUrl: string;
  /** Address of the Mastodon server. */
  server: string;
  /** Null sets none. */
  token: string | null;
  /** What the door may fetch though it is on loopback. */
  openHosts: readonly string[];
}): Promise<Surroundings & { readonly storeFile: string }> {
  const folder = await aFolder();
  await writeFile(join(folder, 'event.yaml'), eventText(feedUrl));
  await writeFile(join(folder, 'accounts.yaml'), accountsText(server));
  const storeFile = join(folder, 'store', 'rapporteur.db');
  return {
    cwd: folder,
    storeFile,
    env: {
      DATABASE_URL: `sqlite:${storeFile}`,
      RAPPORTEUR_ALLOW_HOSTS: openHosts.join(),
      ...(token !== null && { HARBOUR_TOKEN: token }),
    },
  };
}

// Six fields: node-cron's seconds come first.
const eventText = (feedUrl: string) => `
event: harbour-days
title: Harbour Days
zone: Europe/Lisbon
dates: 2022-04-01 to 2022-04-03
language: en
tags: [HarbourDays]
feeds:
  - url: ${feedUrl}
covers: { any: [harbour, quay*], none: [regatta] }
poll: { during: "* * * * * *", otherwise: "* * * * * *" }
accounts: { press: }
`;

const accountsText = (server: string) => `
accounts:
  press:
    network: mastodon
    server: ${server}
    handle: "@press@harbour.example"
    secret-from: HARBOUR_TOKEN
    consent: { link: https://harbour.example/rules, date: 2022-03-01 }
`;

/** A story that belongs to the event, with a page that gives a thread of several posts. */
export function theOpening(link = '/2022/04/opening'): Written {
  const title = 'Ministers open the harbour to grain ships';
  const lead =
    'Ministers from forty countries opened the harbour of Lisbon to grain ships on Friday, after weeks of talks.';
  return {
    title,
    summary: lead,
    link,
    picture: '/enclosed.jpg',
    pageHtml: `<!DOCTYPE html><html lang="en"><head><title>${title}</title>
      <meta property="og:type" content="article"><meta property="og:title" content="${title}">
      <meta property="og:image" content="/2022/04/quay.jpg"></head><body>
      <nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
      <article><h1>${title}</h1><p>${lead}</p>
      <figure><img src="/2022/04/quay.jpg" alt="Flags over the quay at noon" width="1200" height="800">
      <figcaption>Flags over the quay at noon</figcaption></figure>
      <p>“The first ship leaves tonight, and forty more are waiting behind it,” said Ana Porto, the Minister of the Sea of Portugal, on the quay.</p>
      <p>The ministers agreed on three things before they left the hall for the ceremony.</p>
      <ul><li>Every ship is inspected within a day of its arrival.</li>
      <li>Crews may go ashore without a visa for three days.</li>
      <li>The pilots of the port work through the night.</li></ul>
      <p>“No crew will wait at anchor for its papers again,” Ms. Porto told reporters after the ceremony.</p>
      </article></body></html>`,
  };
}

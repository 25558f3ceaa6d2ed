import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { hashOf } from '../base/ids.ts';
import type { Archive, Served } from './archive.ts';

/** A running server of recorded pages. */
export interface ArchiveServer {
  /** "http://127.0.0.1:PORT". */
  readonly origin: string;
  close(): Promise<void>;
}

/** Serves the archive on loopback as it stood at the clock's time, with an ETag, so that polls are conditional. */
export async function startArchiveServer(archive: Archive, clock: Clock): Promise<ArchiveServer> {
  const recorded = openRecordings(archive);
  const server = createServer((request, response) => {
    answer({ archive, clock, recorded, request, response }).catch(() => {
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the archive server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Where the server keeps what a public address answered: the whole address is one path, whatever its host. */
export function pathOf(url: string): string {
  return `/${encodeURIComponent(url)}`;
}

/** The public address of such a path. */
export function addressOf(path: string): string {
  return decodeURIComponent(path.slice(1));
}

interface Exchange {
  readonly archive: Archive;
  readonly clock: Clock;
  readonly recorded: Recordings;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function answer({ archive, clock, recorded, request, response }: Exchange): Promise<void> {
  const url = addressOf(request.url ?? '/');
  const entries = archive.serves.filter((entry) => entry.url === url);
  // A recording asks first a moment after it starts; before that an address answered as it did then.
  const served = entries.findLast(({ at }) => at <= clock.now()) ?? entries[0];
  if (!served || served.answer.kind === 'nothing') {
    response.writeHead(served?.status ?? 404, { 'content-type': 'text/plain' }).end('not in the archive\n');
    return;
  }
  if (served.answer.kind === 'redirect') {
    response.writeHead(served.status, { ...served.headers, location: pathOf(served.answer.to) }).end();
    return;
  }
  const { body, etag } = await recorded(served.answer);
  const headers = { ...served.headers, etag };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(served.status, { ...headers, 'content-type': served.answer.contentType }).end(body);
}

type RecordedFile = Extract<Served['answer'], { kind: 'file' }>;

interface Recording {
  readonly body: Uint8Array;
  readonly etag: string;
}

type Recordings = (answer: RecordedFile) => Promise<Recording>;

/** The archive's files, each read once: a rehearsal polls the same feed a thousand times. */
function openRecordings(archive: Archive): Recordings {
  const read = new Map<string, Promise<Recording>>();
  return (answer) => {
    const known = read.get(answer.file) ?? readRecording(archive, answer);
    read.set(answer.file, known);
    return known;
  };
}

async function readRecording(archive: Archive, { file, contentType }: RecordedFile): Promise<Recording> {
  const bytes = await readFile(join(archive.folder, file));
  const isText = /^text\/|xml|json/.test(contentType);
  const body =
    archive.publicOrigin !== null && isText
      ? Buffer.from(bytes.toString('utf8').replaceAll('{{origin}}', archive.publicOrigin))
      : bytes;
  return { body, etag: `"${hashOf(body).slice(0, 16)}"` };
}

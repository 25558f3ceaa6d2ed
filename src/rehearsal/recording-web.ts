import type { Clock } from '../base/clock.ts';
import { hashOf } from '../base/ids.ts';
import type { Web, WebAnswer, WebRequest } from '../web/web.ts';
import { archivedAddress } from './archive.ts';
import type { ArchiveWriter } from './archive-writer.ts';

/**
 * The same web, which keeps what each address answers, and when it answers something else. An address that the archive
 * does not hold yet is asked for whole, whatever copy of it the program has.
 */
export function openRecordingWeb(web: Web, { writer, clock }: { writer: ArchiveWriter; clock: Clock }): Web {
  return {
    fetch: async (request) => {
      const answer = await web.fetch(askedWhole(request, writer));
      if (URL.canParse(request.url))
        await keep(writer, { url: archivedAddress(request.url), answer, at: clock.now() });
      return answer;
    },
    close: async () => {
      await web.close();
      await writer.close(clock.now());
    },
  };
}

function askedWhole({ validators, ...request }: WebRequest, writer: ArchiveWriter): WebRequest {
  const holds = URL.canParse(request.url) && writer.holds(archivedAddress(request.url));
  return holds && validators ? { ...request, validators } : request;
}

async function keep(
  writer: ArchiveWriter,
  { url, answer, at }: { url: string; answer: WebAnswer; at: number },
): Promise<void> {
  if (answer.state === 'not-modified') return;
  if (answer.state === 'failed') {
    // A server that said nothing at all has nothing that could be kept.
    if (answer.httpStatus !== null && answer.httpStatus >= 400)
      await writer.add({ at, url, status: answer.httpStatus, content: String(answer.httpStatus) });
    return;
  }
  let from = url;
  for (const { httpStatus, to } of answer.redirects) {
    const next = archivedAddress(to);
    await writer.add({ at, url: from, status: httpStatus, redirectTo: next, content: next });
    from = next;
  }
  await writer.add({
    at,
    url: archivedAddress(answer.url),
    contentType: answer.contentType ?? 'application/octet-stream',
    body: answer.body,
    content: hashOf(answer.body),
  });
}

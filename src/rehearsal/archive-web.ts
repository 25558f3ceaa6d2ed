import type { Web, WebAnswer } from '../web/web.ts';
import { type Archive, archivedAddress } from './archive.ts';
import { addressOf, pathOf } from './archive-server.ts';

/**
 * The web as the archive recorded it: its addresses are asked of the loopback server through the real door, and every
 * other address is refused, so that a rehearsal never leaves the machine.
 */
export function openArchiveWeb(
  door: Web,
  { archive, loopbackOrigin }: { archive: Archive; loopbackOrigin: string },
): Web {
  const archived = new Set(archive.serves.map(({ url }) => url));
  const asPublic = (address: string) =>
    address.startsWith(loopbackOrigin) ? addressOf(address.slice(loopbackOrigin.length)) : address;
  const toPublic = (answer: WebAnswer): WebAnswer => {
    if (answer.state === 'failed')
      return { ...answer, failure: { ...answer.failure, subject: asPublic(answer.failure.subject) } };
    // Where a feed has moved is remembered, and a loopback address would be refused at the next poll.
    const redirects = answer.redirects.map(({ httpStatus, to }) => ({ httpStatus, to: asPublic(to) }));
    return answer.state === 'fetched'
      ? { ...answer, redirects, url: asPublic(answer.url) }
      : { ...answer, redirects };
  };
  return {
    fetch: async (request) => {
      const url = URL.canParse(request.url) ? archivedAddress(request.url) : null;
      if (url === null || !archived.has(url)) return notArchived(request.url);
      return toPublic(await door.fetch({ ...request, url: loopbackOrigin + pathOf(url) }));
    },
    close: () => door.close(),
  };
}

function notArchived(subject: string): WebAnswer {
  return {
    state: 'failed',
    failure: { code: 'address-not-allowed', subject, detail: 'not in the rehearsal’s archive' },
    httpStatus: null,
    retryAt: null,
  };
}

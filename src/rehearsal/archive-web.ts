import type { Web, WebAnswer } from '../web/web.ts';

/**
 * The web as the archive recorded it: addresses of `publicOrigin` are asked of the loopback server through the real
 * door, and every other address is refused, so that a rehearsal never leaves the machine.
 */
export function openArchiveWeb(
  door: Web,
  { publicOrigin, loopbackOrigin }: { publicOrigin: string; loopbackOrigin: string },
): Web {
  const asPublic = (address: string) => address.replace(loopbackOrigin, publicOrigin);
  const toPublic = (answer: WebAnswer): WebAnswer => {
    if (answer.state === 'failed') return answer;
    // Where a feed has moved is remembered, and a loopback address would be refused at the next poll.
    const redirects = answer.redirects.map(({ httpStatus, to }) => ({ httpStatus, to: asPublic(to) }));
    return answer.state === 'fetched'
      ? { ...answer, redirects, url: asPublic(answer.url) }
      : { ...answer, redirects };
  };
  return {
    fetch: async (request) => {
      if (!URL.canParse(request.url) || new URL(request.url).origin !== publicOrigin)
        return {
          state: 'failed',
          failure: {
            code: 'address-not-allowed',
            subject: request.url,
            detail: 'not in the rehearsal’s archive',
          },
          httpStatus: null,
          retryAt: null,
        };
      return toPublic(
        await door.fetch({ ...request, url: request.url.replace(publicOrigin, loopbackOrigin) }),
      );
    },
    close: () => door.close(),
  };
}

import type { Web, WebAnswer } from '../web/web.ts';

/**
 * The web as the archive recorded it: addresses of `publicOrigin` are asked of the loopback server through the real
 * door, and every other address is refused, so that a rehearsal never leaves the machine.
 */
export function openArchiveWeb(
  door: Web,
  { publicOrigin, loopbackOrigin }: { publicOrigin: string; loopbackOrigin: string },
): Web {
  const toPublic = (answer: WebAnswer): WebAnswer =>
    answer.state === 'fetched'
      ? { ...answer, url: answer.url.replace(loopbackOrigin, publicOrigin) }
      : answer;
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

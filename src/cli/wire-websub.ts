import { type Failure, failed, type Result, success } from '../base/failure.ts';
import type { HubDeps } from '../pipeline/websub/answer-hub.ts';
import { type CallbackPlace, openWebSub } from '../pipeline/websub/open-websub.ts';
import type { WebSub } from '../pipeline/websub/websub.ts';
import type { FormDoor } from '../web/web.ts';

/** Listens for pushes where `WEBSUB_CALLBACK` and `WEBSUB_LISTEN` say; null when the first is not set: polling only. */
export async function openPushes(
  deps: HubDeps,
  { forms, env }: { forms: FormDoor; env: NodeJS.ProcessEnv },
): Promise<Result<WebSub | null>> {
  const place = readCallbackPlace(env);
  if (!place.ok) return place;
  return place.value === null ? success(null) : openWebSub(deps, { forms, place: place.value });
}

/** Where hubs reach the program. Without a host it listens on this machine alone, behind a proxy that has the https. */
export function readCallbackPlace(
  env: NodeJS.ProcessEnv,
): Result<CallbackPlace | null, Failure<'callback-not-valid' | 'callback-place-not-valid'>> {
  const { WEBSUB_CALLBACK: callbackBase = '', WEBSUB_LISTEN: listen = '' } = env;
  if (callbackBase === '' && listen === '') return success(null);
  const url = URL.parse(callbackBase);
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '')
    return failed({ code: 'callback-not-valid', subject: callbackBase });
  const [, host, port = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(listen || String(usualPort)) ?? [];
  if (port === '' || Number(port) > 65_535)
    return failed({ code: 'callback-place-not-valid', subject: listen });
  return success({
    callbackBase,
    host: host?.replace(/^\[(.+)\]$/, '$1') ?? '127.0.0.1',
    port: Number(port),
  });
}

const usualPort = 8380;

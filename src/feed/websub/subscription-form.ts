import { type Milliseconds, second } from '../../base/instant.ts';
import type { Subscription } from './subscription.ts';

/**
 * What a hub is sent to subscribe, or to renew (W3C WebSub, 5.1). `callbackBase` is the public address under which hubs
 * reach us. The secret goes along even where the hub has no https: a push that nobody could check would be ignored.
 */
export function subscriptionForm(
  subscription: Subscription,
  { callbackBase, lease }: { callbackBase: string; lease: Milliseconds },
): Readonly<Record<string, string>> {
  return {
    'hub.mode': 'subscribe',
    'hub.topic': subscription.topic,
    'hub.callback': `${callbackBase.replace(/\/+$/, '')}/${subscription.callbackKey}`,
    'hub.secret': subscription.secret,
    'hub.lease_seconds': String(Math.floor(lease / second)),
  };
}

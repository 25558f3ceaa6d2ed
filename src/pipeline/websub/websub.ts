import type { FormDoor } from '../../web/web.ts';

/** What being pushed takes: a way to the hubs, and a place where they reach us. */
export interface WebSub {
  readonly forms: FormDoor;
  /** The address of that place as hubs see it. */
  readonly callbackBase: string;
  /** `told` is called after each push that made a feed due. */
  onPush(told: () => void): void;
  close(): Promise<void>;
}

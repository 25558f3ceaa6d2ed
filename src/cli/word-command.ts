import { describeFailure } from '../observability/failure-sentences.ts';
import { tellHeeded } from '../observability/operator-sentences.ts';
import type { DeliverySubject } from '../outbox/delivery.ts';
import type { OperatorWord } from '../outbox/operator-word.ts';
import type { DeliverySelection, HeededDelivery } from '../store/records/deliveries.ts';
import type { Store } from '../store/store.ts';
import { workBeside } from './beside.ts';
import type { Terminal } from './terminal.ts';

/** What a word is about, and how it is answered. */
export interface WordOptions {
  readonly ids: readonly string[];
  readonly account: string | null;
  readonly feed: string | null;
  /** The person has seen that no more is public than the store knows. */
  readonly notPublic: boolean;
  readonly json: boolean;
}

/** Says a word about deliveries, also beside a running program; 1 when it meant nothing for one that was named. */
export function wordCommand(word: OperatorWord, options: WordOptions, terminal: Terminal): Promise<number> {
  return workBeside(terminal, async (store, now) => {
    const heeded = await store.deliveries.heed({
      word,
      about: selectionOf(options),
      vouched: options.notPublic,
      now,
    });
    const unknown = options.ids.filter((id) => !heeded.some(({ delivery }) => isNamed(id, delivery)));
    if (options.json) terminal.write(JSON.stringify({ word, ...asJson(heeded), unknown }));
    else await tell(word, { heeded, options, store, terminal });
    for (const subject of options.json ? [] : unknown)
      terminal.complain(describeFailure({ code: 'delivery-unknown', subject }));
    // Of a whole account or feed it is no news that much of it is sent.
    const isVain = options.ids.length > 0 && heeded.some(({ became }) => became === null);
    const isAnything = heeded.some(({ became }) => became !== null);
    return unknown.length > 0 || isVain || !isAnything ? 1 : 0;
  });
}

function selectionOf({ ids, account, feed }: WordOptions): DeliverySelection {
  return {
    ...(ids.length > 0 && { ids }),
    ...(account !== null && { accountId: account }),
    ...(feed !== null && { feedUrl: feed }),
  };
}

function isNamed(id: string, { id: deliveryId, of }: { id: string; of: DeliverySubject }): boolean {
  return id === deliveryId || id === (of.kind === 'story' ? of.storyId : of.key);
}

function asJson(heeded: readonly HeededDelivery[]) {
  return {
    deliveries: heeded.map(({ delivery, became }) => ({
      delivery: delivery.id,
      account: delivery.accountId,
      of: delivery.of,
      was: delivery.standing.state,
      became: became?.kind === 'stands' ? became.standing.state : delivery.standing.state,
      noted: became?.kind === 'noted' ? became.word : null,
      changed: became !== null,
    })),
  };
}

async function tell(
  word: OperatorWord,
  said: { heeded: readonly HeededDelivery[]; options: WordOptions; store: Store; terminal: Terminal },
): Promise<void> {
  const { heeded, options, store, terminal } = said;
  // A whole account may have thousands, and whoever speaks of it does not read them all.
  const ids = heeded.flatMap(({ delivery: { of } }) => (of.kind === 'story' ? of.storyId : [])).slice(0, 500);
  const stories = ids.length > 0 ? await store.stories.list({ ids }) : [];
  const nameOf = (of: DeliverySubject) => {
    if (of.kind === 'moment') return of.key;
    const title = stories.find(({ id }) => id === of.storyId)?.item.title;
    return title ? `“${title}”` : of.storyId;
  };
  for (const { delivery, became } of heeded) {
    if (became === null && options.ids.length === 0) continue;
    const sentence = tellHeeded(word, { delivery, became, name: nameOf(delivery.of) });
    if (became === null) terminal.complain(sentence);
    else terminal.write(sentence);
  }
  if (options.ids.length === 0 && !heeded.some(({ became }) => became !== null))
    terminal.complain(`There is nothing to ${word}: rapporteur status shows what is under way.`);
}

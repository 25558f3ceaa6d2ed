import type { ThreadPlace } from '../outbox/delivery.ts';

/** Where a delivery belongs, in a few words: "joins session:opening (score 7: time 3, words 4)". */
export function tellPlace({ key, way, because }: Pick<ThreadPlace, 'key' | 'way' | 'because'>): string {
  const how = way === 'answers' ? 'joins' : 'stands alone and quotes';
  return `${how} ${key}${because === null ? '' : ` (${because})`}`;
}

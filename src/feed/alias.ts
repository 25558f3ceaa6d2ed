/** One way to recognise an item again. An item is known when any of its aliases is. */
export interface Alias {
  readonly kind: 'guid' | 'link' | 'title-date' | 'words';
  readonly value: string;
}

import { countBytes } from '../../base/graphemes.ts';
import type { Span } from '../../thread/thread.ts';

/** A stretch of a post's text that is live, in UTF-8 bytes; `byteEnd` is exclusive. */
export interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly [FacetFeature];
}

type FacetFeature =
  | { readonly $type: 'app.bsky.richtext.facet#link'; readonly uri: string }
  | { readonly $type: 'app.bsky.richtext.facet#tag'; readonly tag: string }
  | { readonly $type: 'app.bsky.richtext.facet#mention'; readonly did: string };

/** DIDs by handle, without the @. A handle that is not among them stays plain text. */
export type KnownHandles = ReadonlyMap<string, string>;

/** Joins spans to a post's text and says which bytes of it are live. Nothing is looked for in the text itself. */
export function writeRichText(
  spans: readonly Span[],
  handles: KnownHandles,
): { readonly text: string; readonly facets: readonly Facet[] } {
  let text = '';
  const facets: Facet[] = [];
  for (const span of spans) {
    const byteStart = countBytes(text);
    text += span.text;
    const feature = featureOf(span, handles);
    if (feature && span.text !== '')
      facets.push({ index: { byteStart, byteEnd: countBytes(text) }, features: [feature] });
  }
  return { text, facets };
}

function featureOf(span: Span, handles: KnownHandles): FacetFeature | null {
  switch (span.kind) {
    case 'plain':
      return null;
    case 'link':
      return { $type: 'app.bsky.richtext.facet#link', uri: span.url };
    case 'tag':
      return { $type: 'app.bsky.richtext.facet#tag', tag: span.tag };
    case 'mention': {
      const did = handles.get(bareHandle(span.handle));
      return did ? { $type: 'app.bsky.richtext.facet#mention', did } : null;
    }
  }
}

/** A handle as it is resolved: without the @, in lower case. */
export function bareHandle(handle: string): string {
  return handle.replace(/^@/, '').toLowerCase();
}

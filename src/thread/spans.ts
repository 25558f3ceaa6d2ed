import type { Span } from './thread.ts';

/** The text a reader sees: the spans, joined. */
export function textOf(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join('');
}

/** Text that stays text: nothing in it is live. */
export function plain(text: string): Span {
  return { kind: 'plain', text };
}

/** A link shown as its own address. */
export function link(url: string): Span {
  return { kind: 'link', text: url, url };
}

/** A hashtag from an operator's word for it, with or without the sign. */
export function tag(name: string): Span {
  const bare = name.replace(/^[#＃]+/u, '');
  return { kind: 'tag', text: `#${bare}`, tag: bare };
}

/** A mention of an approved handle, written with its sign. */
export function mention(approved: string): Span {
  const handle = approved.startsWith('@') ? approved : `@${approved}`;
  return { kind: 'mention', text: handle, handle };
}

/** Groups of spans with an empty line between them; empty groups leave no gap. */
export function paragraphs(groups: readonly (readonly Span[])[]): Span[] {
  const filled = groups.filter((group) => group.length > 0);
  return filled.flatMap((group, index) => (index === 0 ? group : [plain('\n\n'), ...group]));
}

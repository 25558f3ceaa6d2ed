import { countGraphemes } from '../base/graphemes.ts';
import { showPart } from '../networks/show-part.ts';
import type { ShownPost } from '../networks/shown-post.ts';
import type { Delivery, NetworkName, Part } from '../outbox/delivery.ts';
import type { Terminal } from './terminal.ts';

/** A frozen thread, and what stands over it. */
export interface ThreadToRender {
  readonly network: NetworkName;
  readonly parts: readonly Part[];
  /** Account, clock time: what stands over the thread. */
  readonly heading: string;
}

/** Lays a thread out as a reader would see it: one box, a rule between posts, cards and pictures in brackets. */
export function renderThread(
  { network, parts, heading }: ThreadToRender,
  terminal: Terminal,
): readonly string[] {
  const { bold, dim, cyan } = terminal.colours;
  const title = network === 'mastodon' ? 'Mastodon' : 'Bluesky';
  const width = terminal.columns - 2;
  const lines = [`${cyan('╭─')} ${bold(title)} ${dim(heading)}`];
  const posts = parts.filter(({ intent }) => deeds[intent] === null);
  for (const [at, post] of posts.entries()) {
    const shown = showPart(network, post);
    const edge = at > 0 ? '├─' : '│ ';
    lines.push(`${cyan(edge)} ${dim(`${at + 1} of ${posts.length}${asides(shown, post)}`)}`);
    for (const line of bodyLines(shown, { width: width - 3, dim }))
      lines.push(line === '' ? cyan('│') : `${cyan('│')}  ${line}`);
  }
  for (const { intent } of parts)
    if (deeds[intent] !== null) lines.push(`${cyan('│')}  ${dim(`[${deeds[intent]}]`)}`);
  lines.push(cyan('╰─'));
  return lines;
}

/** What a part does that is no post; null for those that readers see as one. */
const deeds: Readonly<Record<Part['intent'], string | null>> = {
  create: null,
  edit: null,
  delete: 'an earlier post is deleted',
  pin: 'pinned to the profile',
  unpin: 'no longer pinned to the profile',
};

/** The parts of `delivery` with its heading. */
export function threadOf(delivery: Pick<Delivery, 'network' | 'parts'>, heading: string): ThreadToRender {
  return { network: delivery.network, parts: delivery.parts, heading };
}

function asides(shown: ShownPost, { intent }: Part): string {
  const edited = intent === 'edit' ? 'an earlier post, edited' : null;
  const asides = [edited, shown.visibility, shown.languages.join(' ')].filter(Boolean);
  return asides.length > 0 ? ` · ${asides.join(' · ')}` : '';
}

function bodyLines(
  shown: ShownPost,
  { width, dim }: { width: number; dim: (text: string) => string },
): string[] {
  const lines = shown.contentWarning ? [`[content warning: ${shown.contentWarning}]`] : [];
  lines.push(...shown.text.split('\n').flatMap((line) => wrapLine(line, width)));
  for (const altText of shown.pictures)
    lines.push(...wrapLine(`[picture: ${altText}]`, width).map((line) => dim(line)));
  if (shown.card) {
    const { title, description, url, hasPicture } = shown.card;
    const card = `[card${hasPicture ? ' with picture' : ''}: ${title} | ${description} | ${url}]`;
    lines.push(...wrapLine(card, width).map((line) => dim(line)));
  }
  return lines;
}

/** Breaks a line at spaces so that no piece is wider than `width` graphemes; a longer word stands alone. */
export function wrapLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && countGraphemes(longer) > width) {
      lines.push(current);
      current = word;
    } else current = longer;
  }
  return [...lines, current];
}

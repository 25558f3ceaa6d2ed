import type { Flood } from '../feed/find-flood.ts';
import type { StoryRevision } from '../store/records/stories.ts';

/** What was seen in a flood, in a few words. */
export function tellFlood({ kind, affected, items, examples }: Flood): string {
  const named = examples.map((title) => `“${title}”`).join(', ');
  return `${affected} of ${items} items ${seen[kind]}${named === '' ? '' : ` (${named}${affected > examples.length ? ', …' : ''})`}`;
}

const seen: Readonly<Record<Flood['kind'], string>> = {
  'mostly-new': 'look new',
  'all-dates-changed': 'have other dates than before',
  'all-titles-changed': 'have other titles than before',
};

/** The two commands that settle a flood, in words to type. */
export function tellWaysOut(url: string): string {
  return `If it is right: rapporteur feed-accept ${asOneWord(url)} (with --as-background nothing of it is posted). If its publisher has mended it: rapporteur feed-resume ${asOneWord(url)}`;
}

/** The command that has a stopped feed asked again. */
export function tellResume(url: string): string {
  return `rapporteur feed-resume ${asOneWord(url)}`;
}

/** As a shell takes it for one word. */
export function asOneWord(url: string): string {
  return /^[\w:/.~%+-]+$/.test(url) ? url : `'${url.replaceAll("'", '%27')}'`;
}

/** What a revision is, with the rules that decided. */
export function tellRevision({ weight, changes }: Pick<StoryRevision, 'weight' | 'changes'>): string {
  const rules = new Set(changes.map(({ rule }) => rule.replaceAll('-', ' ')));
  return rules.size === 0 ? weight : `${weight}: ${[...rules].join(', ')}`;
}

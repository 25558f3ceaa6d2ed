import type { Speaker } from '../article/quote.ts';
import { foldText } from '../base/folded-text.ts';
import type { Style } from '../coverage/event.ts';
import { inHouseSpelling } from './house-spelling.ts';
import { defuse } from './source-text.ts';
import { mention, plain } from './spans.ts';
import type { Span } from './thread.ts';
import type { Wording } from './wording/language.ts';

/**
 * The line under a quote: "— Atul Khare (@khare.example.org), Under-Secretary-General for Field Support", or, where the
 * article sets a short office or rank before the name, "— Colonel Tomás Arriaga".
 */
export function attributionLine(
  speaker: Speaker,
  { handle, wording }: { readonly handle: string | null; readonly wording: Wording },
): Span[] {
  const role = speaker.role === null ? null : defuse(speaker.role);
  const leads = role !== null && leadsName(speaker) ? `${role}${wording.spaced ? ' ' : ''}` : '';
  const name = plain(`${wording.attributionDash}${leads}${defuse(speaker.name)}`);
  const handleInBrackets = handle === null ? [] : inBrackets(mention(handle), wording);
  const follows = role === null || leads !== '' ? [] : [plain(`${wording.roleSeparator}${role}`)];
  return [name, ...handleInBrackets, ...follows];
}

/** "Defence Minister" leads as it is printed; "campaign manager", and anything longer, reads better after the name. */
function leadsName({ role, rolePlace }: Speaker): boolean {
  return rolePlace === 'before' && role !== null && /^\P{Ll}\S*(?: \S+){0,2}$/u.test(role);
}

/**
 * The handle the owner of `name` agreed to be mentioned as on this account's network; null without consent. The operator
 * may list them as articles print the name or as the house spells it.
 */
export function approvedHandle(name: string, style: Style): string | null {
  const names = [name, inHouseSpelling({ name, role: null }, style).name].map(foldText);
  return Object.entries(style.handles).find(([owner]) => names.includes(foldText(owner)))?.[1] ?? null;
}

/** In right-to-left text a handle stands in isolates (U+2068, U+2069), or the brackets around it would swap sides. */
function inBrackets(handle: Span, { direction }: Wording): Span[] {
  const [open, close] = direction === 'rtl' ? [' \u2068(', ')\u2069'] : [' (', ')'];
  return [plain(open), handle, plain(close)];
}

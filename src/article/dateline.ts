import { foldText } from '../base/folded-text.ts';
import { monthOf } from '../feed/month-names.ts';

/**
 * A first paragraph without its dateline, the date and place that newsrooms set before it: "13 November 2017 – It is
 * …", "GENEVA, 13 November (UN News) — The …". Only what carries a date or an agency counts, so that no sentence that
 * opens with a name in capitals and a dash loses its subject.
 */
export function withoutDateline(paragraph: string): string {
  const found = dateline.exec(paragraph.slice(0, longestDateline));
  return found && namesRealMonth(found) ? paragraph.slice(found[0].length) : paragraph;
}

const longestDateline = 100;

/** Whether a line is nothing but a day or a time of day, as pages print it above a text. */
export function isDateAlone(line: string): boolean {
  if (/^\d{1,2}[:.h]\d\d(?: ?[ap]\.?m\.?)?$/i.test(line)) return true;
  const found = dateAlone.exec(line);
  return found !== null && namesRealMonth(found);
}

/** Else "20 helicopters – Canada's among them – arrived" would open with a date. */
function namesRealMonth({ groups = {} }: RegExpExecArray): boolean {
  const month = groups.month ?? groups.monthFirst;
  return month === undefined || monthOf(foldText(month)) !== null;
}

const day = String.raw`(?:\p{L}{3,},? )?(?:\d{1,2}(?:st|nd|rd|th|er|\.|º)? (?:de )?(?<month>\p{L}{3,10})\.?|(?<monthFirst>\p{L}{3,10})\.? \d{1,2}(?:st|nd|rd|th)?)(?:,? (?:de )?\d{4})?`;
const place = String.raw`\p{Lu}[\p{Lu}\p{M} .’'-]{2,}(?:, \p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}.]*){0,2})?`;
const agency = String.raw`\(\p{Lu}[^()]{1,30}\)`;
const dash = String.raw`\s*(?:[–—]|--| - )\s*`;

const dateline = new RegExp(
  `^(?:(?:${place}[,/] ?)?${day}(?: ${agency})?|${place} ${agency})${dash}(?=[\\p{Lu}\\p{Lo}\\p{N}“"«„‘])`,
  'u',
);

const timeOfDay = String.raw`\d{1,2}(?:[:.h]\d\d)?(?: ?[ap]\.?m\.?)?(?: \p{Lu}{2,4})?`;
const dateAlone = new RegExp(`^${day}(?:,? (?:at |à |um )?${timeOfDay})?$`, 'iu');

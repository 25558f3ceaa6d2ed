/** The number of a month from its name or abbreviation, folded, in English, German, French or Spanish. */
export function monthOf(name: string): number | null {
  return numbers.get(name) ?? null;
}

/** The languages of the feeds we cover most; one line a month. Folded: "marz" is März, "aout" is août. */
const names = [
  'january jan januar janner janvier janv enero ene',
  'february feb februar feber fevrier fevr fev febrero',
  'march mar marz mrz mars marzo',
  'april apr avril avr abril abr',
  'may mai mayo',
  'june jun juni juin junio',
  'july jul juli juillet juil julio',
  'august aug aout agosto ago',
  'september sep sept septembre septiembre set',
  'october oct oktober okt octobre octubre',
  'november nov novembre noviembre',
  'december dec dezember dez decembre diciembre dic',
];

const numbers = new Map(
  names.flatMap((line, index) => line.split(' ').map((name) => [name, index + 1] as const)),
);

import { foldText } from '../base/folded-text.ts';

/** The number of a month from its name or abbreviation, folded, in the languages of the feeds we read most. */
export function monthOf(name: string): number | null {
  return numbers.get(name) ?? null;
}

/**
 * English, German, French and Spanish; then what Italian, Portuguese, Dutch, the Nordic languages and Russian call
 * otherwise. Abbreviations that are English words ("out", "mag") are left out.
 */
const names = [
  'january jan januar janner janvier janv enero ene gennaio janeiro januari января янв',
  'february feb februar feber fevrier fevr fev febrero febbraio fevereiro februari февраля фев',
  'march mar marz mrz mars marzo marco maart марта мар',
  'april apr avril avr abril abr aprile апреля апр',
  'may mai mayo maggio maio mei maj мая май',
  'june jun juni juin junio giugno giu junho июня июн',
  'july jul juli juillet juil julio luglio lug julho июля июл',
  'august aug aout agosto ago augustus augusti августа авг',
  'september sep sept septembre septiembre set settembre setembro сентября сен сент',
  'october oct oktober okt octobre octubre ottobre ott outubro октября окт',
  'november nov novembre noviembre novembro ноября ноя',
  'december dec dezember dez decembre diciembre dic dicembre dezembro desember des декабря дек',
];

const numbers = new Map(
  names.flatMap((line, index) =>
    foldText(line)
      .split(' ')
      .map((name) => [name, index + 1] as const),
  ),
);

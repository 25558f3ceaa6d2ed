import ICAL from 'ical.js';
import { attempt } from '../../../base/attempt.ts';
import { foldSpaces } from '../../../feed/plain-text.ts';
import type { Component, ContentLine } from './components.ts';

/** One property, its value taken apart by ical.js. */
export interface Property {
  readonly line: number;
  /** By their names in small letters; the first value of each. */
  readonly parameters: Readonly<Record<string, string | undefined>>;
  readonly values: readonly unknown[];
}

// Else a day where day and time belong, and the reverse, would be bent into something that is neither.
ICAL.design.strict = false;

/** Every property of this name. */
export function propertiesOf(component: Component, name: string): readonly Property[] {
  return component.lines.filter((line) => line.name === name).map(readProperty);
}

/** The first property of this name; null when there is none. */
export function propertyOf(component: Component, name: string): Property | null {
  return propertiesOf(component, name)[0] ?? null;
}

/** The text of the first property of this name; null when it has none. */
export function textOf(component: Component, name: string): string | null {
  const property = propertyOf(component, name);
  return property && textIn(property);
}

/** The property's value as text on one line; null when it is empty. */
export function textIn({ values }: Property): string | null {
  return foldSpaces(String(values[0] ?? '')) || null;
}

/** A component as ical.js knows it. */
export function toIcal(component: Component): ICAL.Component {
  return new ICAL.Component(toJcal(component));
}

function toJcal({ name, lines, components }: Component): [string, unknown[], unknown[]] {
  const properties = lines.flatMap((line) => {
    const property = attempt(() => ICAL.parse.property(line.text));
    return property ? [property] : [];
  });
  return [name.toLowerCase(), properties, components.map(toJcal)];
}

/** One that ical.js can't take apart has no value. */
function readProperty({ line, name, text }: ContentLine): Property {
  // Some set blanks between the days of a rule.
  const mended = name === 'RRULE' ? text.replaceAll(/\s/g, '') : text;
  const jcal = attempt(() => ICAL.parse.property(mended)) as
    | readonly [string, Record<string, string | readonly string[]>, string, ...unknown[]]
    | null;
  if (jcal === null) return { line, parameters: {}, values: [] };
  const [, parameters, , ...values] = jcal;
  const first = Object.entries(parameters).map(([key, value]) => [key, [value].flat()[0]] as const);
  return { line, parameters: Object.fromEntries(first), values };
}

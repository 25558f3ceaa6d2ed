import { failed, type Result, success } from '../../../base/failure.ts';
import { type AgendaProblem, errorAt } from '../reading.ts';

/** What stands between a BEGIN and its END. */
export interface Component {
  /** In capitals: VCALENDAR, VEVENT, VTIMEZONE. */
  readonly name: string;
  /** The line of its BEGIN. */
  readonly line: number;
  readonly lines: readonly ContentLine[];
  readonly components: readonly Component[];
}

/** One line as its writer meant it, however many it was folded into. */
export interface ContentLine {
  readonly line: number;
  /** In capitals. */
  readonly name: string;
  readonly text: string;
}

/**
 * The components of an iCalendar text (RFC 5545, 3.1 and 3.4), each with its line; what a line says is read by ical.js
 * where it matters, so that a slip in a description costs no session.
 */
export function readComponents(text: string, subject: string): Result<readonly Component[], AgendaProblem> {
  const root = openComponent('', 1);
  const open = [root];
  for (const { line, name, text: whole } of unfold(text)) {
    const current = open.at(-1) ?? root;
    if (name === 'BEGIN') {
      const child = openComponent(valueIn(whole), line);
      current.components.push(child);
      open.push(child);
      if (open.length > deepest) return refuse(line, subject, 'components within components');
    } else if (name === 'END') {
      if (valueIn(whole) !== current.name || current === root)
        return refuse(line, subject, `END:${valueIn(whole)} ends nothing that is open`);
      open.pop();
    } else if (current !== root) current.lines.push({ line, name, text: whole });
  }
  const unclosed = open.at(-1);
  return unclosed === undefined || unclosed === root
    ? success(root.components)
    : failed(
        errorAt(
          { line: unclosed.line, column: 1 },
          { code: 'schedule-cut-off', subject, detail: `${unclosed.name} is never closed` },
        ),
      );
}

/** Alarms in events in calendars: three. */
const deepest = 10;

interface OpenComponent extends Component {
  readonly lines: ContentLine[];
  readonly components: OpenComponent[];
}

function openComponent(name: string, line: number): OpenComponent {
  return { name, line, lines: [], components: [] };
}

function refuse(line: number, subject: string, detail: string) {
  return failed(errorAt({ line, column: 1 }, { code: 'schedule-not-understood', subject, detail }));
}

/** Content lines with the line they begin in. What has no name, such as a badly folded description, is passed over. */
function* unfold(text: string): Generator<ContentLine> {
  let begun: { line: number; parts: string[] } | null = null;
  let line = 0;
  for (const written of text.split(/\r\n|\n|\r/)) {
    line += 1;
    // Some indent the first line.
    if (begun && /^[ \t]/.test(written)) {
      begun.parts.push(written.slice(1));
      continue;
    }
    if (begun) yield* contentLine(begun);
    begun = { line, parts: [written.trimStart()] };
  }
  if (begun) yield* contentLine(begun);
}

function* contentLine({ line, parts }: { line: number; parts: readonly string[] }): Generator<ContentLine> {
  const text = parts.join('');
  const name = /^([A-Za-z0-9-]+)[;:]/.exec(text)?.[1]?.toUpperCase();
  if (name !== undefined) yield { line, name, text };
}

function valueIn(text: string): string {
  return text
    .slice(text.indexOf(':') + 1)
    .trim()
    .toUpperCase();
}

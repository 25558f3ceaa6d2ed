import sax from 'sax';
import { failed, messageOf, type Result, success } from '../../../base/failure.ts';
import { type AgendaProblem, errorAt, type Place } from '../reading.ts';

/** An XML element with its place; its text is all text right in it. */
export interface Element {
  readonly name: string;
  readonly at: Place;
  readonly attributes: Readonly<Record<string, string | undefined>>;
  readonly elements: readonly Element[];
  readonly text: string;
}

/**
 * The root element of an XML text, without what stands in elements named in `without`. sax opens no address and expands
 * no entity but those of XML and HTML; a depth that no schedule has ends it.
 */
export function readElements(
  text: string,
  { subject, without }: { subject: string; without: ReadonlySet<string> },
): Result<Element, AgendaProblem> {
  const parser = sax.parser(true, { position: true });
  const top = openElement('', { line: 1, column: 1 }, {});
  const open = [top];
  const refuse = (detail: string) => {
    const at = { line: parser.line + 1, column: parser.column + 1 };
    return errorAt(at, { code: 'schedule-not-understood', subject, detail });
  };
  parser.onerror = (error) => {
    throw new Refusal(refuse(messageOf(error)));
  };
  parser.onopentag = ({ name, attributes }) => {
    if (open.length > deepest) throw new Refusal(refuse('elements within elements'));
    const at = {
      line: parser.line + 1,
      column: Math.max(1, parser.column - (parser.position - parser.startTagPosition)),
    };
    const element = openElement(name, at, attributes as Record<string, string>);
    if (!without.has(name)) open.at(-1)?.elements.push(element);
    open.push(element);
  };
  parser.onclosetag = () => {
    open.pop();
  };
  const take = (piece: string) => {
    const element = open.at(-1);
    if (element && element !== top && !without.has(element.name)) element.text += piece;
  };
  parser.ontext = take;
  parser.oncdata = take;
  try {
    parser.write(text).close();
  } catch (thrown) {
    if (thrown instanceof Refusal) return failed(thrown.problem);
    throw thrown;
  }
  const [root] = top.elements;
  return root ? success(root) : failed(refuse('it has no root element'));
}

/** The first child of this name. */
export function childOf(element: Element | null, name: string): Element | null {
  return element?.elements.find((child) => child.name === name) ?? null;
}

/** The children of this name. */
export function childrenOf(element: Element | null, name: string): readonly Element[] {
  return element?.elements.filter((child) => child.name === name) ?? [];
}

/** Schedule, day, room, event, persons, person. */
const deepest = 30;

interface OpenElement extends Element {
  text: string;
  readonly elements: Element[];
}

function openElement(name: string, at: Place, attributes: Readonly<Record<string, string>>): OpenElement {
  return { name, at, attributes, elements: [], text: '' };
}

/** The parser has no other way to be stopped. */
class Refusal extends Error {
  readonly problem: AgendaProblem;
  constructor(problem: AgendaProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

import { type Alias, type Document, visit, type YAMLError } from 'yaml';

/** Something that keeps a text from being the YAML its writer meant. */
export interface YamlFault {
  /** Where in the text it stands. */
  readonly offset: number;
  readonly sentence: string;
  /** Whether the rest of the file can still be understood as it was meant. */
  readonly mendable: boolean;
}

/** What is wrong with a parsed text: every slip that is told apart by itself, and of the others only the first. */
export function findYamlFaults(document: Document, text: string): readonly YamlFault[] {
  const errors: readonly YAMLError[] = [...document.errors, ...document.warnings];
  const told = [
    ...findStrayStars(document),
    ...errors.flatMap((error) => {
      if (error.code === 'TAB_AS_INDENT') return [fault(error, 'A tab stands where YAML wants spaces.')];
      if (error.code !== 'DUPLICATE_KEY') return [];
      const key = /^[^\s:,[\]{}]+/.exec(text.slice(error.pos[0]))?.[0] ?? '';
      return [{ ...fault(error, `The key "${key}" stands twice; keep one of them.`), mendable: true }];
    }),
  ];
  if (told.some(({ mendable }) => !mendable)) return told;
  // Once the parser has lost its way, whatever else it reports comes of that.
  const first = errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  return first ? [...told, fault(first, sentenceFor(first, text))] : told;
}

/** Aliases without an anchor: nearly always a cron line or a * that should be in quotation marks. */
function findStrayStars(document: Document): readonly YamlFault[] {
  const anchors = new Set<string>();
  const strays: Alias[] = [];
  visit(document, {
    Value: (_, node) => {
      if (node.anchor) anchors.add(node.anchor);
    },
    Alias: (_, alias) => {
      if (!anchors.has(alias.source)) strays.push(alias);
    },
  });
  return strays.map((alias) => ({
    offset: alias.range?.[0] ?? 0,
    sentence: 'A value that begins with * must be in quotation marks.',
    mendable: false,
  }));
}

function fault(error: YAMLError, sentence: string): YamlFault {
  return { offset: error.pos[0], sentence, mendable: false };
}

function sentenceFor(error: YAMLError, text: string): string {
  const message = error.message.split('\n', 1)[0] ?? '';
  if (message.includes('call stack')) return 'The file is nested too deeply to be understood.';
  if (message.includes('end with a')) return 'A [ or { is not closed before here.';
  if (message.includes('Missing closing')) return 'A quotation mark is not closed before here.';
  if (message.startsWith('Comments must be'))
    return 'A # begins a comment; leave it out, or use quotation marks.';
  switch (error.code) {
    case 'MULTIPLE_DOCS':
      return 'A second document begins here (---); a file holds one.';
    case 'BAD_SCALAR_START':
      return `A value that begins with ${text[error.pos[0]]} must be in quotation marks.`;
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'A second colon stands in this line; put the value in quotation marks, or its keys on lines of their own.';
    case 'BAD_INDENT':
      return 'The indentation does not fit the lines above; keys of one level begin in the same column.';
    default:
      return `This is not YAML: ${message.replace(/\.$/, '')}.`;
  }
}

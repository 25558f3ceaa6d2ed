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

function sentenceFor({ code, message, pos }: YAMLError, text: string): string {
  const known = sentences.find(([sign]) => sign.test(`${code} ${message}`));
  if (known) return known[1].replace('%s', text[pos[0]] ?? '');
  return `This is not YAML: ${message.split('\n', 1)[0]?.replace(/\.$/, '')}.`;
}

/** By the parser's code and message (yaml 2.9.1, checked 2026-11): what an operator can do about it. */
const sentences: readonly (readonly [sign: RegExp, sentence: string])[] = [
  [/call stack/, 'The file is nested too deeply to be understood.'],
  [/end with a/, 'A [ or { is not closed before here.'],
  [/Missing closing/, 'A quotation mark is not closed before here.'],
  [/Comments must be/, 'A # begins a comment; leave it out, or use quotation marks.'],
  [/^MULTIPLE_DOCS/, 'A second document begins here (---); a file holds one.'],
  [/^BAD_SCALAR_START/, 'A value that begins with %s must be in quotation marks.'],
  [
    /^BLOCK_AS_IMPLICIT_KEY/,
    'A second colon stands in this line; put the value in quotation marks, or its keys on lines of their own.',
  ],
  [
    /^BAD_INDENT/,
    'The indentation does not fit the lines above; keys of one level begin in the same column.',
  ],
];

import { type Wording, words } from './language.ts';

/** German, as written in Germany and Austria. */
export const de: Wording = {
  language: 'de',
  direction: 'ltr',
  spaced: true,
  marks: { open: '„', close: '“' },
  otherMarks: { open: '‚', close: '‘' },
  attributionDash: '– ',
  roleSeparator: ', ',
  recordingLabels: { video: 'Video: ', audio: 'Audio: ' },
  fullStop: '.',
  quoteStop: '.',
  conjunctions: ['und', 'oder', 'und/oder', 'sowie'],
  anaphors: words(`
    er sie es ihr ihre ihren ihrem ihrer sein seine seinen seinem seiner dies diese dieser dieses diesem
    diesen jene jener jenes dabei dazu damit dort beide
  `),
  abbreviations: words(`
    Hr Fr Dr Prof Dipl Ing Gen Lt Hptm St Nr Art Abs Bd vgl z.B d.h u.a bzw ca rd etc usw Mio Mrd Jan
    Feb Okt Nov Dez Sept Aug Apr geb gest evtl inkl sog a.D
  `),
};

/** German as written in Switzerland and Liechtenstein. */
export const deCH: Wording = {
  ...de,
  language: 'de-CH',
  marks: { open: '«', close: '»' },
  otherMarks: { open: '‹', close: '›' },
};

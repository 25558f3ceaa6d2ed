import { type Wording, words } from './language.ts';

/** Polish. */
export const pl: Wording = {
  language: 'pl',
  direction: 'ltr',
  spaced: true,
  marks: { open: '„', close: '”' },
  otherMarks: { open: '«', close: '»' },
  attributionDash: '— ',
  roleSeparator: ', ',
  recordingLabels: { video: 'Wideo: ', audio: 'Audio: ' },
  fullStop: '.',
  quoteStop: '.',
  conjunctions: ['i', 'oraz', 'lub', 'albo', 'i/lub', 'a także'],
  anaphors: words(`
    on ona ono oni one jego jej ich to ten ta te ci tego tej tych tam taki taka takie oba obie obaj
  `),
  abbreviations: words(`
    pp dr hab prof mgr inż gen płk mjr kpt por ks bp abp św im ul nr art ust str tzn tzw np m.in itd itp
    ok godz ww
  `),
};

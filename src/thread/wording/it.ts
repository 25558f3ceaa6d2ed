import { type Wording, words } from './language.ts';

/** Italian. */
export const it: Wording = {
  language: 'it',
  direction: 'ltr',
  spaced: true,
  marks: { open: '«', close: '»' },
  otherMarks: { open: '“', close: '”' },
  attributionDash: '— ',
  roleSeparator: ', ',
  recordingLabels: { video: 'Video: ', audio: 'Audio: ' },
  fullStop: '.',
  quoteStop: '.',
  conjunctions: ['e', 'ed', 'o', 'od', 'e/o', 'nonché'],
  anaphors: words(`
    egli lui lei ella esso essa essi esse loro ciò questo questa questi queste quello quella quelli
    quelle suo sua suoi sue tale tali entrambi
  `),
  abbreviations: words(`
    Sig Sigg Sig.ra Sig.na Dott Dott.ssa Dr Prof Prof.ssa Avv Ing On Sen Gen Col Cap Ten Mons Art nn pag
    pagg ca cfr ecc SS
  `),
};

import { type Wording, words } from './language.ts';

/** French: guillemets and colons keep a non-breaking space. */
export const fr: Wording = {
  language: 'fr',
  direction: 'ltr',
  spaced: true,
  marks: { open: '«\u00a0', close: '\u00a0»' },
  otherMarks: { open: '“', close: '”' },
  attributionDash: '— ',
  roleSeparator: ', ',
  recordingLabels: { video: 'Vidéo\u00a0: ', audio: 'Audio\u00a0: ' },
  fullStop: '.',
  quoteStop: '.',
  conjunctions: ['et', 'ou', 'et/ou', 'ainsi que'],
  anaphors: words(`
    il elle ils elles ce cet cette ces cela ceci celui-ci celle-ci ceux-ci celles-ci son sa ses leur
    leurs c'est
  `),
  abbreviations: words(`
    MM Dr Pr Me Mgr St Ste gén col cap lt art no cf pp janv févr avr juil sept oct nov déc env ex
  `),
};

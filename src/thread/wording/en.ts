import { type Wording, words } from './language.ts';

/** English. */
export const en: Wording = {
  language: 'en',
  direction: 'ltr',
  spaced: true,
  marks: { open: '“', close: '”' },
  otherMarks: { open: '‘', close: '’' },
  attributionDash: '— ',
  roleSeparator: ', ',
  recordingLabels: { video: 'Video: ', audio: 'Audio: ' },
  fullStop: '.',
  quoteStop: '.',
  conjunctions: ['and', 'or', 'and/or', 'as well as'],
  anaphors: words(`
    it its he his him she her they their them this that these those such both here there
  `),
  abbreviations: words(`
    Mr Mrs Ms Mx Dr Prof St Sr Jr Messrs Mses Hon Rev Fr Amb Gen Lt Col Maj Capt Cmdr Adm Brig Sgt Cpl
    Pvt Gov Sen Rep Pres No Nos Art Res para pp vs approx ca cf Inc Ltd Co Corp Dept Jan Feb Mar Apr Jun
    Jul Aug Sep Sept Oct Nov Dec i.e e.g
  `),
};

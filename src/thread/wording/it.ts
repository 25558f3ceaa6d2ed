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
  liveLabel: 'In diretta: ',
  recordingLabels: { video: 'Video: ', audio: 'Audio: ' },
  digestTitle: 'In breve:',
  fullStop: '.',
  quoteStop: '.',
  moments: {
    announcement: [
      '{title}, {place}',
      'In diretta qui: {dates}.',
      'Al massimo {pace} thread all’ora. Non fa per voi? Silenziate {tag} o questo account.',
    ],
    opening: ['{title}, {place}, {dates}', 'Quello che raccontiamo, thread per thread: {links}'],
    'day-opening': ['{title}: {day}', '{programme}', '{link}'],
    'starting-soon': ['Inizia alle {time}: {session}', '{speakers}', '{room}', 'In diretta: {stream}'],
    'session-opener': ['Ora: {session}', '{speakers}', '{time}, {room}', 'In diretta: {stream}'],
    'day-wrap-up': ['{title}: {day} in breve', '{stories}', '{links}'],
    closing: ['{title}: la nostra copertura finisce qui.', 'Grazie per averci letto.', '{link}'],
    correction: 'Correzione',
    changes: {
      moved: 'Nuovo orario: {time}',
      renamed: 'Nuovo titolo: {session}',
      relocated: 'Nuova sala: {room}',
      added: 'Aggiunto: {session}, {time}',
      cancelled: 'Annullato: {session}',
    },
    threads: { one: '1 thread', many: '{count} thread' },
    continued: '{title}, seguito. L’inizio: {link}',
    goesOn: 'Questo thread continua qui: {link}',
  },
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

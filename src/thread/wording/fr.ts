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
  liveLabel: 'En direct\u00a0: ',
  recordingLabels: { video: 'Vidéo\u00a0: ', audio: 'Audio\u00a0: ' },
  digestTitle: 'En bref\u00a0:',
  fullStop: '.',
  quoteStop: '.',
  moments: {
    announcement: [
      '{title}, {place}',
      'En direct ici\u00a0: {dates}.',
      'Au plus {pace} fils par heure. Pas pour vous\u00a0? Masquez {tag} ou ce compte.',
    ],
    opening: ['{title}, {place}, {dates}', 'Notre couverture, fil par fil\u00a0: {links}'],
    'day-opening': ['{title}\u00a0: {day}', '{programme}', '{link}'],
    'starting-soon': ['Début à {time}\u00a0: {session}', '{speakers}', '{room}', 'À suivre\u00a0: {stream}'],
    'session-opener': [
      'Maintenant\u00a0: {session}',
      '{speakers}',
      '{time}, {room}',
      'À suivre\u00a0: {stream}',
    ],
    'day-wrap-up': ['{title}\u00a0: {day} en bref', '{stories}', '{links}'],
    closing: ['{title}\u00a0: notre couverture s’arrête ici.', 'Merci de nous avoir lus.', '{link}'],
    correction: 'Rectificatif',
    changes: {
      moved: 'Nouvel horaire\u00a0: {time}',
      renamed: 'Nouveau titre\u00a0: {session}',
      relocated: 'Nouvelle salle\u00a0: {room}',
      added: 'Ajouté\u00a0: {session}, {time}',
      cancelled: 'Annulé\u00a0: {session}',
    },
    threads: { one: '1 fil', many: '{count} fils' },
    continued: '{title}, suite. Le début\u00a0: {link}',
    goesOn: 'Ce fil continue ici\u00a0: {link}',
  },
  conjunctions: ['et', 'ou', 'et/ou', 'ainsi que'],
  anaphors: words(`
    il elle ils elles ce cet cette ces cela ceci celui-ci celle-ci ceux-ci celles-ci son sa ses leur
    leurs c'est
  `),
  abbreviations: words(`
    MM Dr Pr Me Mgr St Ste gén col cap lt art no cf pp janv févr avr juil sept oct nov déc env ex
  `),
};

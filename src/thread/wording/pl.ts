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
  liveLabel: 'Na żywo: ',
  recordingLabels: { video: 'Wideo: ', audio: 'Audio: ' },
  digestTitle: 'W skrócie:',
  fullStop: '.',
  quoteStop: '.',
  moments: {
    announcement: [
      '{title}, {place}',
      'Na żywo tutaj: {dates}.',
      'Najwyżej {pace} wątków na godzinę. To nie dla Ciebie? Wycisz {tag} lub to konto.',
    ],
    opening: ['{title}, {place}, {dates}', 'Nasza relacja, wątek po wątku: {links}'],
    'day-opening': ['{title}: {day}', '{programme}', '{link}'],
    'starting-soon': ['Początek o {time}: {session}', '{speakers}', '{room}', 'Transmisja: {stream}'],
    'session-opener': ['Teraz: {session}', '{speakers}', '{time}, {room}', 'Transmisja: {stream}'],
    'day-wrap-up': ['{title}: {day} w skrócie', '{stories}', '{links}'],
    closing: ['{title}: tu kończy się nasza relacja.', 'Dziękujemy za uwagę.', '{link}'],
    correction: 'Sprostowanie',
    changes: {
      moved: 'Nowa godzina: {time}',
      renamed: 'Nowy tytuł: {session}',
      relocated: 'Nowa sala: {room}',
      added: 'Dodano: {session}, {time}',
      cancelled: 'Odwołano: {session}',
    },
    threads: { one: 'Wątki: 1', many: 'Wątki: {count}' },
    continued: '{title}, ciąg dalszy. Początek: {link}',
    goesOn: 'Ciąg dalszy wątku: {link}',
  },
  conjunctions: ['i', 'oraz', 'lub', 'albo', 'i/lub', 'a także'],
  anaphors: words(`
    on ona ono oni one jego jej ich to ten ta te ci tego tej tych tam taki taka takie oba obie obaj
  `),
  abbreviations: words(`
    pp dr hab prof mgr inż gen płk mjr kpt por ks bp abp św im ul nr art ust str tzn tzw np m.in itd itp
    ok godz ww
  `),
};

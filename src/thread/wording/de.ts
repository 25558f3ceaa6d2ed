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
  liveLabel: 'Live: ',
  recordingLabels: { video: 'Video: ', audio: 'Audio: ' },
  digestTitle: 'Kurz gemeldet:',
  fullStop: '.',
  quoteStop: '.',
  moments: {
    announcement: [
      '{title}, {place}',
      'Live hier: {dates}.',
      'Höchstens {pace} Threads in der Stunde. Nichts für Sie? Stummschalten: {tag} oder dieses Konto.',
    ],
    opening: ['{title}, {place}, {dates}', 'Was wir berichten, Thread für Thread: {links}'],
    'day-opening': ['{title}: {day}', '{programme}', '{link}'],
    'starting-soon': ['Beginnt um {time}: {session}', '{speakers}', '{room}', 'Stream: {stream}'],
    'session-opener': ['Jetzt: {session}', '{speakers}', '{time}, {room}', 'Stream: {stream}'],
    'day-wrap-up': ['{title}: {day} in Kürze', '{stories}', '{links}'],
    closing: ['{title}: Unsere Berichterstattung endet hier.', 'Danke fürs Lesen.', '{link}'],
    correction: 'Korrektur',
    changes: {
      moved: 'Neue Zeit: {time}',
      renamed: 'Neuer Titel: {session}',
      relocated: 'Neuer Raum: {room}',
      added: 'Neu: {session}, {time}',
      cancelled: 'Entfällt: {session}',
    },
    threads: { one: '1 Thread', many: '{count} Threads' },
    continued: '{title}, Fortsetzung. Der Anfang: {link}',
    goesOn: 'Dieser Thread geht hier weiter: {link}',
  },
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

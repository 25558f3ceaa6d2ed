import { type Wording, words } from './language.ts';

/** Spanish: the angular marks the academies put first. */
export const es: Wording = {
  language: 'es',
  direction: 'ltr',
  spaced: true,
  marks: { open: '«', close: '»' },
  otherMarks: { open: '“', close: '”' },
  attributionDash: '— ',
  roleSeparator: ', ',
  liveLabel: 'En directo: ',
  recordingLabels: { video: 'Vídeo: ', audio: 'Audio: ' },
  digestTitle: 'En breve:',
  fullStop: '.',
  quoteStop: '.',
  moments: {
    announcement: [
      '{title}, {place}',
      'En directo aquí: {dates}.',
      'Como máximo {pace} hilos por hora. ¿No le interesa? Silencie {tag} o esta cuenta.',
    ],
    opening: ['{title}, {place}, {dates}', 'Lo que contamos, hilo por hilo: {links}'],
    'day-opening': ['{title}: {day}', '{programme}', '{link}'],
    'starting-soon': ['Empieza a las {time}: {session}', '{speakers}', '{room}', 'En directo: {stream}'],
    'session-opener': ['Ahora: {session}', '{speakers}', '{time}, {room}', 'En directo: {stream}'],
    'day-wrap-up': ['{title}: {day} en breve', '{stories}', '{links}'],
    closing: ['{title}: nuestra cobertura termina aquí.', 'Gracias por leernos.', '{link}'],
    correction: 'Corrección',
    changes: {
      moved: 'Nueva hora: {time}',
      renamed: 'Nuevo título: {session}',
      relocated: 'Nueva sala: {room}',
      added: 'Añadido: {session}, {time}',
      cancelled: 'Cancelado: {session}',
    },
    threads: { one: '1 hilo', many: '{count} hilos' },
    continued: '{title}, continuación. El comienzo: {link}',
    goesOn: 'Este hilo sigue aquí: {link}',
  },
  conjunctions: ['y', 'e', 'o', 'u', 'y/o', 'así como'],
  anaphors: words(`
    él ella ello ellos ellas este esta esto estos estas ese esa eso esos esas aquel aquella su sus éste
    ésta éstos éstas dicho dicha ambos
  `),
  abbreviations: words(`
    Sr Sra Srta Sres Dª Dr Dra Prof Profa Gral Cnel Cap Tte Lic Ing Mons Excmo Excma Art núm pág págs
    aprox EE UU Ud Uds Sto Sta
  `),
};

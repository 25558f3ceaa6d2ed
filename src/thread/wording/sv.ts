import { type Wording, words } from './language.ts';

/** Swedish: the same mark opens and closes. */
export const sv: Wording = {
  language: 'sv',
  direction: 'ltr',
  spaced: true,
  marks: { open: '”', close: '”' },
  otherMarks: { open: '’', close: '’' },
  attributionDash: '– ',
  roleSeparator: ', ',
  liveLabel: 'Direkt: ',
  recordingLabels: { video: 'Video: ', audio: 'Ljud: ' },
  digestTitle: 'I korthet:',
  fullStop: '.',
  quoteStop: '.',
  moments: {
    announcement: [
      '{title}, {place}',
      'Direkt här: {dates}.',
      'Högst {pace} trådar i timmen. Inte för dig? Tysta {tag} eller det här kontot.',
    ],
    opening: ['{title}, {place}, {dates}', 'Vår bevakning, tråd för tråd: {links}'],
    'day-opening': ['{title}: {day}', '{programme}', '{link}'],
    'starting-soon': ['Börjar kl. {time}: {session}', '{speakers}', '{room}', 'Se: {stream}'],
    'session-opener': ['Nu: {session}', '{speakers}', '{time}, {room}', 'Se: {stream}'],
    'day-wrap-up': ['{title}: {day} i korthet', '{stories}', '{links}'],
    closing: ['{title}: vår bevakning slutar här.', 'Tack för att du läste.', '{link}'],
    correction: 'Rättelse',
    changes: {
      moved: 'Ny tid: {time}',
      renamed: 'Ny titel: {session}',
      relocated: 'Ny sal: {room}',
      added: 'Tillagt: {session}, {time}',
      cancelled: 'Inställt: {session}',
    },
    threads: { one: '1 tråd', many: '{count} trådar' },
    continued: '{title}, fortsättning. Början: {link}',
    goesOn: 'Tråden fortsätter här: {link}',
  },
  conjunctions: ['och', 'eller', 'och/eller', 'samt'],
  anaphors: words(`
    han hon hen den det de dem hans hennes dess deras detta denna denne dessa där båda sådan sådana
  `),
  abbreviations: words(`
    dr prof doc gen övlt kapt hr fr s:t nr st kl ca ex t.ex bl bl.a d.v.s dvs m.m m.fl o.s.v osv etc jfr f.d
    s.k jan febr aug sept okt nov dec
  `),
};
